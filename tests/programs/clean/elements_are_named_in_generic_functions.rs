// SPDX-License-Identifier: MIT
// In a generic function rustc does not say what indexing gives: `<Vec<T> as Index<usize>>::Output`.
use std::ops::{Index, IndexMut};

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Null,
    Integer(i64),
}

trait FromValue: Sized {
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<i64> {
        match value {
            Value::Integer(number) => Some(*number),
            Value::Null => None,
        }
    }
}

struct Row {
    values: Vec<Value>,
}

impl Row {
    fn get<T: FromValue>(&self, index: usize) -> Result<T, Value> {
        T::from_value(&self.values[index]).ok_or_else(|| self.values[index].clone())
    }
}

struct Grid<T> {
    width: usize,
    cells: Vec<T>,
}

impl<T> Index<(usize, usize)> for Grid<T> {
    type Output = T;
    fn index(&self, (x, y): (usize, usize)) -> &T {
        &self.cells[y * self.width + x]
    }
}

impl<T> IndexMut<(usize, usize)> for Grid<T> {
    fn index_mut(&mut self, (x, y): (usize, usize)) -> &mut T {
        &mut self.cells[y * self.width + x]
    }
}

fn ends<T: Copy>(list: &Vec<T>) -> (T, T, &[T]) {
    (list[0], list[list.len() - 1], &list[1..])
}

fn main() {
    let row = Row { values: vec![Value::Null, Value::Integer(5)] };
    println!("{:?} {:?}", row.get::<i64>(1), row.get::<i64>(0));
    let mut grid = Grid { width: 2, cells: vec![1, 2, 3, 4] };
    grid[(1, 1)] += 10;
    println!("{} {:?}", grid[(1, 1)], grid.cells);
    println!("{:?}", ends(&vec!['a', 'b', 'c']));
}
