// SPDX-License-Identifier: MIT
// No native code: assignments copy whole values, through functions, references and nested
// aggregates.

struct Grid {
    cells: [[u8; 3]; 2],
    origin: (i32, bool),
}

fn doubled(mut values: [i32; 4]) -> [i32; 4] {
    let mut i = 0;
    while i < 4 {
        values[i] *= 2;
        i += 1;
    }
    values
}

fn swapped(pair: (u8, i64)) -> (i64, u8) {
    (pair.1, pair.0)
}

fn bump(grid: &mut Grid, row: usize, column: usize) -> u8 {
    grid.cells[row][column] += 1;
    grid.origin.0 -= 1;
    grid.cells[row][column]
}

fn main() {
    let values = [1, 2, 3, 4];
    let twice = doubled(values);
    assert_eq!(values[3], 4);
    assert_eq!(twice[0] + twice[3], 10);

    let (wide, narrow) = swapped((7, -1));
    assert_eq!(wide, -1);
    assert_eq!(narrow, 7);

    let mut grid = Grid { cells: [[5; 3]; 2], origin: (0, true) };
    let before = grid.cells;
    assert_eq!(bump(&mut grid, 1, 2), 6);
    assert_eq!(before[1][2], 5);
    assert_eq!(grid.cells[0][2], 5);
    assert_eq!(grid.origin.0, -1);
    assert!(grid.origin.1);

    let mut slot = (1_u16, [2_u16, 3]);
    let inner = &mut slot.1;
    inner[0] = 20;
    let copy = *inner;
    inner[1] = 30;
    assert_eq!(copy[1], 3);
    assert_eq!(slot.0 + slot.1[0] + slot.1[1], 51);
}
