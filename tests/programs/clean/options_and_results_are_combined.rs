// What options and results become of others.
fn parse(s: &str) -> Option<i32> {
    s.parse().ok()
}
fn add(a: &str, b: &str) -> Option<i32> {
    Some(parse(a)? + parse(b)?)
}
fn main() {
    println!("{:?} {:?}", add("1", "2"), add("1", "x"));
    let mut o = Some(3);
    println!("{:?} {:?}", o.zip(Some('a')), o.xor(None));
    println!("{:?} {:?}", o.take(), o);
    println!("{}", o.get_or_insert(5));
    println!("{:?}", o.replace(6));
    println!("{:?}", Some(Ok::<i32, String>(1)).transpose());
    println!("{:?}", Some(Some(1)).flatten());
    println!("{:?}", Some("a".to_string()).as_deref().map(str::len));
    println!("{:?}", o.iter().next());
    for x in o.into_iter() {
        println!("{x}");
    }
    println!("{:?}", o.ok_or("none").and_then(|x| if x > 5 { Ok(x) } else { Err("small") }));
    let r: Result<i32, String> = Err("bad".into());
    println!("{:?} {:?} {}", r.as_ref().ok(), r.as_ref().err(), r.clone().unwrap_or_default());
    println!("{:?}", r.clone().or_else(|e| if e == "bad" { Ok::<i32, String>(1) } else { Err(e) }));
    println!("{:?}", r.iter().count());
    println!("{}", r.is_err_and(|e| e.len() == 3));
    println!("{:?}", Ok::<i32, i32>(3).map_or(0, |x| x * 2));
    println!("{:?}", Ok::<Option<i32>, i32>(Some(3)).transpose());
    println!("{:?}", Ok::<i32, i32>(3).and(Err::<i32, i32>(4)));
    println!("{:?}", o.is_some_and(|x| x > 1));
    println!("{:?}", Some(3).filter(|x| x % 2 == 0).or(Some(9)));
    let mut name = Some(String::from("x"));
    if let Some(n) = name.as_mut() {
        n.push('y');
    }
    println!(
        "{:?} {:?}",
        name.as_ref().map(|s| s.as_str()),
        name.clone().unwrap_or_else(String::new)
    );
    println!("{:?}", name.take_if(|s| s.len() > 1));
    println!("{:?}", Some(1) < None);
    println!("{:?}", Some(5).into_iter().chain(None).chain(Some(6)).collect::<Vec<i32>>());
    println!("{:?}", [Some(1), None, Some(3)].into_iter().flatten().sum::<i32>());
    println!(
        "{:?}",
        vec![Ok(1), Err("e"), Ok(2)].into_iter().filter_map(Result::ok).collect::<Vec<i32>>()
    );
    println!("{:?}", [Some(1), Some(2)].iter().copied().sum::<Option<i32>>());
    println!("{:?}", std::mem::take(&mut name));
    let x: Result<u8, _> = u8::try_from(300i32);
    println!("{:?} {:?}", x.is_err(), i8::try_from(5u64));
    if let Err(e) = x {
        println!("{e}");
    }
    let v: u32 = 'a'.into();
    let w: i64 = 5i32.into();
    println!("{v}{w}");
    let Some(z) = Some(4) else { panic!() };
    println!("{z}");
    println!("{:?}", Some(vec![1, 2]).unwrap_or_default().as_slice());
    println!("{:?}", Some(3).map_or_else(|| 0, |v| v + 1));
    println!("{:?}", "5".parse::<i32>().map(|v| v + 1).unwrap_or(0));
    println!(
        "{:?}",
        Ok::<i32, String>(2).inspect(|x| println!("in {x}")).inspect_err(|e| println!("{e}"))
    );
    println!("{:?}", Some(&mut 3).copied());
    println!("{:?}", Ok::<&i32, ()>(&3).cloned());
}
