// A `main` whose Result is an error says so on standard error, and ends with status 1.
//~ status: 1
#[derive(Debug)]
#[allow(dead_code)]
enum Problem {
    Odd { value: i32, parts: (u8, Option<char>) },
    Large,
}

fn half(value: i32) -> Result<i32, Problem> {
    if value > 100 {
        Err(Problem::Large)
    } else if value % 2 != 0 {
        let parts = (1, Some('x'));
        Err(Problem::Odd { value, parts })
    } else {
        Ok(value / 2)
    }
}

fn main() -> Result<(), Problem> {
    let quarter = half(half(12)?)?;
    assert!(quarter == 3);
    half(quarter)?;
    Ok(())
}
