// SPDX-License-Identifier: MIT
//
// Option and Result as lists of one element, by reference and by value, and more of their functions.

fn doubled(text: &str) -> Result<i32, std::num::ParseIntError> {
    let number = (|| -> Result<i32, std::num::ParseIntError> { Ok(text.parse::<i32>()?) })()?;
    Ok(number * 2)
}

fn main() {
    let mut some = Some(3);
    for item in some.iter_mut() {
        *item += 1;
    }
    for item in (&mut some).into_iter() {
        *item += 1;
    }
    for item in (&some).into_iter() {
        println!("{item} {:?} {:?}", some.as_slice(), None::<u8>.as_slice());
    }
    println!("{:?} {:?}", Some((1, 'a')).unzip(), None::<(u8, u8)>.unzip());
    println!("{:?}", some.as_mut().cloned());

    let mut good: Result<i32, String> = Ok(7);
    for item in good.iter_mut() {
        *item += 1;
    }
    println!("{:?} {:?}", good.as_ref().copied(), good.clone().or::<u8>(Ok(1)));
    let sum = [1u8, 200].iter().try_fold(0u8, |sum, item| sum.checked_add(*item).ok_or(sum));
    println!("{sum:?} {:?}", Err::<u8, u8>(1).or::<u8>(Ok(2)));
    println!("{:?} {}", good.clone().into_iter().next(), good.iter().count());
    println!("{}", unsafe { good.unwrap_unchecked() });
    let text: Result<String, u8> = Ok("text".to_string());
    println!("{:?} {:?} {:?}", text.as_deref(), doubled("21"), doubled("x").is_err());
}
