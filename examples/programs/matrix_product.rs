// SPDX-License-Identifier: MIT
//
// A product of matrices by a kernel in C with the interface of BLAS: storage by columns, leading
// dimensions, transposition by a letter. Rust owns the matrices and checks the result.

use std::ffi::{c_char, c_int};
use std::ops::{Index, IndexMut};

extern "C" {
    fn multiply(
        transpose_left: c_char,
        transpose_right: c_char,
        rows: c_int,
        columns: c_int,
        inner: c_int,
        alpha: f64,
        left: *const f64,
        left_dimension: c_int,
        right: *const f64,
        right_dimension: c_int,
        beta: f64,
        result: *mut f64,
        result_dimension: c_int,
    );
}

#[derive(Clone)]
struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    fn from_function(rows: usize, columns: usize, value: impl Fn(usize, usize) -> f64) -> Matrix {
        let mut matrix = Matrix { rows, columns, values: vec![0.0; rows * columns] };
        for column in 0..columns {
            for row in 0..rows {
                matrix[(row, column)] = value(row, column);
            }
        }
        matrix
    }

    fn transposed(&self) -> Matrix {
        Matrix::from_function(self.columns, self.rows, |row, column| self[(column, row)])
    }
}

impl Index<(usize, usize)> for Matrix {
    type Output = f64;
    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        &self.values[column * self.rows + row]
    }
}

impl IndexMut<(usize, usize)> for Matrix {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        &mut self.values[column * self.rows + row]
    }
}

/// alpha * left * right + beta * result, where `left` may be stored transposed.
fn product(
    transpose: bool,
    alpha: f64,
    left: &Matrix,
    right: &Matrix,
    beta: f64,
    sum: &mut Matrix,
) {
    let letter = if transpose { b'T' } else { b'N' };
    let (rows, inner) =
        if transpose { (left.columns, left.rows) } else { (left.rows, left.columns) };
    assert!(inner == right.rows && sum.rows == rows && sum.columns == right.columns);
    unsafe {
        multiply(
            letter as c_char,
            b'N' as c_char,
            rows as c_int,
            right.columns as c_int,
            inner as c_int,
            alpha,
            left.values.as_ptr(),
            left.rows as c_int,
            right.values.as_ptr(),
            right.rows as c_int,
            beta,
            sum.values.as_mut_ptr(),
            sum.rows as c_int,
        );
    }
}

fn print(matrix: &Matrix) {
    for row in 0..matrix.rows {
        for column in 0..matrix.columns {
            print!("{:8.2}", matrix[(row, column)]);
        }
        println!();
    }
}

fn main() {
    let left = Matrix::from_function(3, 4, |row, column| (row * 4 + column) as f64 / 2.0);
    let right = Matrix::from_function(4, 2, |row, column| row as f64 - column as f64);
    let mut sum = Matrix::from_function(3, 2, |_, _| 1.0);
    product(false, 2.0, &left, &right, -1.0, &mut sum);
    print(&sum);
    let mut same = Matrix::from_function(3, 2, |_, _| 1.0);
    product(true, 2.0, &left.transposed(), &right, -1.0, &mut same);
    assert_eq!(sum.values, same.values);
}
