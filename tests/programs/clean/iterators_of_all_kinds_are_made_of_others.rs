// What iterators are made of others with, and what becomes of them in the end.
fn main() {
    let v = vec![5, 3, 8, 1, 9, 2];
    let evens: Vec<i32> =
        v.iter().filter_map(|x| if x % 2 == 0 { Some(x * 10) } else { None }).collect();
    println!("{:?}", evens);
    println!("{:?}", v.iter().skip_while(|x| **x != 8).collect::<Vec<_>>());
    println!("{:?}", v.iter().rev().step_by(2).collect::<Vec<_>>());
    println!("{:?}", v.iter().flat_map(|x| vec![*x; 2]).collect::<Vec<_>>());
    println!(
        "{:?}",
        v.iter()
            .scan(0, |s, x| {
                *s += x;
                Some(*s)
            })
            .collect::<Vec<_>>()
    );
    println!("{:?}", v.windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>());
    println!(
        "{:?} {:?}",
        v.iter().min_by_key(|x| (**x - 4).abs()),
        v.iter().max_by(|a, b| a.cmp(b))
    );
    let (a, b): (Vec<i32>, Vec<i32>) = v.iter().partition(|x| **x > 4);
    println!("{a:?} {b:?}");
    let (c, d): (Vec<usize>, Vec<char>) = "abc".chars().enumerate().unzip();
    println!("{c:?} {d:?}");
    let mut p = [1, 1, 2, 3, 3, 3].iter().peekable();
    while let Some(x) = p.next() {
        let mut n = 1;
        while p.peek() == Some(&x) {
            p.next();
            n += 1;
        }
        print!("{x}x{n} ");
    }
    println!();
    let r: Result<Vec<i32>, std::num::ParseIntError> =
        "1,2,x".split(',').map(|s| s.parse::<i32>()).collect();
    println!("{:?}", r);
    let o: Option<Vec<u32>> = "123".chars().map(|c| c.to_digit(10)).collect();
    println!("{:?}", o);
    println!("{}", (1..=5).rev().map(|x| x.to_string()).collect::<Vec<_>>().join("-"));
    println!("{:?}", vec![vec![1], vec![2, 3]].concat());
    println!("{:?}", vec![vec![1], vec![2, 3]].into_iter().flatten().collect::<Vec<_>>());
    println!("{:?}", v.chunks(4).map(|c| c.iter().sum::<i32>()).collect::<Vec<_>>());
    println!("{:?}", v.iter().cycle().take(8).collect::<Vec<_>>());
    println!("{:?}", std::iter::repeat(7).take(3).collect::<Vec<_>>());
    println!(
        "{:?}",
        std::iter::successors(Some(1u32), |x| if *x < 100 { Some(x * 3) } else { None })
            .collect::<Vec<_>>()
    );
    println!("{:?}", v.iter().copied().reduce(|a, b| a * b));
    println!("{:?}", v.iter().try_fold(0i32, |a, x| a.checked_add(*x)));
    println!("{:?}", v.iter().rposition(|x| *x == 9));
    println!("{:?}", "hello".chars().rev().collect::<String>());
    let mut it = v.iter();
    let first: Vec<_> = it.by_ref().take(2).collect();
    println!("{first:?} {:?}", it.next());
    println!("{:?}", v.iter().zip("abc".chars()).last());
    println!(
        "{:?}",
        (0..10).map_while(|x| if x < 3 { Some(x * x) } else { None }).collect::<Vec<i32>>()
    );
    println!("{}", v.iter().map(|x| *x as f64).fold(f64::NEG_INFINITY, f64::max));
    println!("{:?}", v.iter().find_map(|x| if *x > 7 { Some(x + 1) } else { None }));
    println!("{}", [1, 2].iter().eq([1, 2].iter()));
    println!("{:?}", (1..4).flat_map(|x| (0..x).map(move |y| (x, y))).collect::<Vec<_>>());
    println!("{:?}", v.iter().inspect(|_| ()).sum::<i32>());
    println!("{:?}", std::iter::once(1).chain([2, 3]).collect::<std::collections::VecDeque<_>>());
    println!("{:?}", (0..5).len());
    println!("{:?}", v.iter().is_sorted());
    let mut n = 0;
    let from: Vec<i32> = std::iter::from_fn(|| {
        n += 1;
        if n < 4 {
            Some(n)
        } else {
            None
        }
    })
    .collect();
    println!("{:?}", from);
}
