// SPDX-License-Identifier: MIT
// A crate's own `Result`, with a default and beside the one that needs no `use`, is what it stands
// for: in associated types, in fields, in bounds and in other aliases.
use std::fmt;
use std::io;

mod db {
    pub type Result<T, E = super::Failure> = std::result::Result<T, E>;
    pub type Row = Vec<Cell>;
    type Cell = (String, u32);

    pub struct Rows(pub u32);

    impl Iterator for Rows {
        type Item = Result<Row>;

        fn next(&mut self) -> Option<Self::Item> {
            self.0 = self.0.checked_sub(1)?;
            Some(if self.0 == 5 { Err(super::Failure) } else { Ok(vec![("row".into(), self.0)]) })
        }
    }
}

#[derive(Debug)]
pub struct Failure;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("failure")
    }
}

struct Once(Result<u32, String>);

impl Iterator for Once {
    type Item = Result<u32, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = std::mem::replace(&mut self.0, Err("end".into()));
        next.is_ok().then_some(next)
    }
}

struct Lines(Vec<&'static str>);

impl Iterator for Lines {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<io::Result<String>> {
        self.0.pop().map(|line| Ok(line.to_string()))
    }
}

type Pair<T> = (T, T);
type Callback<'a> = Box<dyn Fn(u32) -> db::Result<u32> + 'a>;

trait Source {
    type Out;

    fn get(&self) -> Self::Out;
}

impl Source for Failure {
    type Out = Pair<db::Result<u32>>;

    fn get(&self) -> Self::Out {
        (Ok(1), Err(Failure))
    }
}

fn both<S: Source>(source: &S) -> S::Out {
    source.get()
}

fn main() {
    println!("{:?}", db::Rows(2).collect::<db::Result<Vec<_>>>());
    println!("{}", db::Rows(7).collect::<db::Result<Vec<db::Row>>>().unwrap_err());
    println!("{:?}", db::Rows(1).collect::<Vec<_>>());
    println!("{:?}", Once(Ok(3)).collect::<Result<Vec<_>, _>>());
    println!("{:?}", Lines(vec!["b", "a"]).collect::<io::Result<Vec<String>>>().unwrap());
    println!("{:?}", both(&Failure));
    let bonus = 5;
    let callbacks: Vec<Callback> =
        vec![Box::new(move |n| Ok(n + bonus)), Box::new(|_| Err(Failure))];
    for callback in &callbacks {
        println!("{:?}", callback(2));
    }
}
