// SPDX-License-Identifier: MIT
// Option and Result: taken apart, mapped by closures, joined, and returned early by `?`.

fn same(left: i32, right: i32) {
    assert_eq!(left, right);
}

fn early(value: Option<i32>) -> Option<i32> {
    Some(value? + 1)
}

struct Wide(i64);

impl From<i32> for Wide {
    fn from(value: i32) -> Wide {
        Wide(value as i64)
    }
}

fn failing(value: Result<i32, i32>) -> Result<i32, Wide> {
    Ok(value? + 1)
}

fn options() {
    let none: Option<i32> = None;
    let offset = 10;
    same(Some(1).map(|value| value + offset).unwrap(), 11);
    same(none.map_or(3, |value| value) + Some(1).map_or(3, |value| value + offset), 14);
    same(none.map_or_else(|| offset, |value| value), 10);
    same(Some(2).and_then(|value| Some(value * 2)).expect("some"), 4);
    same(none.or(Some(5)).unwrap() + Some(1).or(Some(5)).unwrap(), 6);
    same(none.or_else(|| Some(offset)).unwrap(), 10);
    same(none.unwrap_or(7) + none.unwrap_or_else(|| offset) + none.unwrap_or_default(), 17);
    assert!(Some(3).filter(|value| *value > 3).is_none() && Some(1).and(None::<u8>).is_none());
    assert!(Some(3).is_some_and(|value| value == 3) && none.is_none_or(|value| value == 3));
    same(Some(4).ok_or(1).unwrap() + none.ok_or(1).unwrap_err(), 5);
    same(none.ok_or_else(|| offset).err().unwrap(), 10);
    let mut seen = 0;
    let mut value = Some(6).inspect(|value| seen = *value);
    same(seen, 6);
    if let Some(inner) = value.as_mut() {
        *inner += 1;
    }
    same(*value.as_ref().unwrap(), 7);
    same(value.replace(8).unwrap() + value.take().unwrap(), 15);
    assert!(value.is_none() && !value.is_some());
    *value.insert(1) += 1;
    *value.get_or_insert_with(|| 100) += 1;
    same(unsafe { value.unwrap_unchecked() }, 3);
    same(Some(&5).copied().unwrap() + Some(&6).cloned().unwrap(), 11);
    same(early(Some(1)).unwrap() + early(None).unwrap_or(5), 7);
    let text = Some(String::from("x")).clone();
    assert!(text == Some(String::from("x")) && text != None && Option::<u8>::default() == None);
    assert!(Option::from(3) == Some(3));
}

fn results() {
    let fine: Result<i32, i32> = Ok(1);
    let wrong: Result<i32, i32> = Err(2);
    same(fine.map(|value| value + 1).unwrap() + wrong.map(|value| value + 1).unwrap_err(), 4);
    same(wrong.map_err(|error| error * 10).err().unwrap(), 20);
    same(fine.map_or(5, |value| value) + wrong.map_or(5, |value| value), 6);
    same(wrong.map_or_else(|error| error, |value| value), 2);
    same(fine.and_then(|value| if value > 1 { Ok(value) } else { Err(9) }).unwrap_err(), 9);
    same(wrong.or_else(|error| if error > 1 { Ok(error) } else { Err(9) }).unwrap(), 2);
    same(fine.unwrap_or(3) + wrong.unwrap_or(3) + wrong.unwrap_or_else(|error| error * 4), 12);
    assert!(fine.is_ok() && wrong.is_err() && fine.ok() == Some(1) && fine != wrong);
    same(fine.expect("fine"), 1);
    let mut held = fine;
    if let Ok(value) = held.as_mut() {
        *value += 1;
    }
    same(*held.as_ref().unwrap(), 2);
    same(failing(fine).ok().unwrap() + failing(wrong).err().unwrap().0 as i32, 4);
}

fn main() {
    options();
    results();
}
