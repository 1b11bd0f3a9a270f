// SPDX-License-Identifier: MIT
//
// Iterators against each other, sums and products of all that may be added up, and what is collected
// into nothing.

fn main() {
    let (left, right) = ([1, 2, 3], [1, 3]);
    println!("{:?} {:?}", left.iter().cmp(&right), left.iter().partial_cmp(right.iter()));
    println!("{} {}", left.iter().ne(&right), left.iter().lt(&right));
    println!("{:?}", [1.0, f64::NAN].iter().partial_cmp([1.0, 2.0].iter()));

    println!("{} {}", [2, 3].iter().product::<i32>(), [2u8, 4].into_iter().product::<u8>());
    let (short, long) = ([1.5f32, 2.0], [0.25f64, 4.0]);
    println!("{} {}", short.iter().sum::<f32>(), short.into_iter().sum::<f32>());
    println!("{} {}", short.iter().product::<f32>(), short.into_iter().product::<f32>());
    println!("{} {}", long.iter().sum::<f64>(), long.into_iter().sum::<f64>());
    println!("{} {}", long.iter().product::<f64>(), long.into_iter().product::<f64>());

    let parsed = |text: &str| text.split(' ').map(str::parse::<i32>).collect::<Vec<_>>();
    println!("{:?}", parsed("1 2 3").into_iter().sum::<Result<i32, _>>());
    println!("{:?}", parsed("1 x 3").into_iter().sum::<Result<i32, _>>());
    println!("{:?}", parsed("4 2").into_iter().product::<Result<i32, _>>());
    println!("{:?}", [Some(3), Some(5)].into_iter().product::<Option<i32>>());
    println!("{:?}", [Some(3), None].into_iter().product::<Option<i32>>());

    let mut seen = 0;
    let nothing = (0..3).map(|item| seen += item).collect::<()>();
    println!("{nothing:?} {seen}");
    ().extend([(), ()]);
    let mut text = String::new();
    text.extend(["a".to_string(), "b".to_string()]);
    println!("{text} {:?}", std::array::from_fn::<usize, 3, _>(|index| index * index));
    println!("{} {}", std::cmp::max(3, 4), std::cmp::min("a", "b"));
    println!("{:?}", std::cmp::Ordering::Less.reverse());
    println!("{:?}", std::cmp::Reverse(2.0).partial_cmp(&std::cmp::Reverse(1.0)));
}
