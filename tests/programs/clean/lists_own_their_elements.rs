// SPDX-License-Identifier: MIT
// Vec and boxed slices: elements are moved, cloned and dropped exactly once; RefCell and the heap.

use std::alloc::{alloc, alloc_zeroed, dealloc, realloc, Layout};
use std::cell::{Cell, RefCell};

#[derive(Clone, PartialEq)]
struct Noted<'a>(&'a Cell<i32>, i32);

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + self.1);
    }
}

fn same(left: i32, right: i32) {
    assert_eq!(left, right);
}

fn owned(sum: &Cell<i32>) {
    let mut list = vec![Noted(sum, 1), Noted(sum, 10)];
    list.push(Noted(sum, 100));
    let copy = list.clone();
    drop(list.remove(1));
    same(sum.get(), 10);
    list.truncate(1);
    same(sum.get(), 110);
    let mut taken = 0;
    for noted in copy {
        taken += noted.1;
        if taken > 5 {
            break;
        }
    }
    same(sum.get(), 221);
    let filled = vec![Noted(sum, 1000); 3].into_boxed_slice();
    same(filled[2].1, 1000);
    drop(filled);
    same(sum.get(), 3221);
    for noted in [Noted(sum, 2), Noted(sum, 3)] {
        same(noted.1 & !1, 2);
        break;
    }
    same(sum.get(), 3226);
    let mut more = vec![Noted(sum, 4)];
    let mut rest = vec![Noted(sum, 5)];
    more.append(&mut rest);
    drop(more.swap_remove(0));
    same(sum.get() + rest.len() as i32, 3230);
    more.clear();
    assert!(more.pop().is_none());
}

fn numbers() {
    let mut list = vec![1, 2, 3];
    list.insert(1, 9);
    list.extend_from_slice(&[4, 5]);
    list.resize(8, 7);
    assert!(list == [1, 9, 2, 3, 4, 5, 7, 7]);
    same(list.pop().unwrap(), 7);
    list.retain(|number| number % 2 == 1);
    list[1..3].reverse();
    let mut total = 0;
    for number in &list {
        total = total * 10 + number;
    }
    for number in &mut list {
        *number += 1;
    }
    for part in list.chunks(2) {
        total += part[0];
    }
    same(total, 13957 + 20);
    list.reserve(20);
    list.reserve_exact(21);
    list.shrink_to_fit();
    same(list.capacity() as i32, 5);
    let (front, back) = list.split_at(2);
    same(front[1] + back[0], 4 + 10);
    same(*list.first().unwrap() + *list.last().unwrap() + *list.get(9).unwrap_or(&0), 10);
    list.split_at_mut(1).1[0] = 50;
    *list.get_mut(0).unwrap() = 40;
    assert!(list.get(1..3).unwrap().len() == 2 && list.get(3..9).is_none());
    list.get_mut(2..3).unwrap()[0] += 0;
    list.swap(0, 1);
    assert!(list.contains(&50) && list.as_slice()[0] == 50 && list.as_mut_slice()[1] == 40);
    list[3..].fill(6);
    list[..2].copy_from_slice(&[1, 2]);
    same(list.to_vec().iter().rev().next().copied().unwrap(), 6);
    let leaked: &'static mut [i32] = Vec::from(&list[..2]).leak();
    let list = unsafe { Vec::from_raw_parts(leaked.as_mut_ptr(), 2, 2) };
    same(list[1], 2);
    assert!(AsRef::<[i32]>::as_ref(&list).len() == 2);
}

fn cells() {
    let list = RefCell::new(vec![1]);
    list.borrow_mut().push(3);
    same(list.borrow().len() as i32, 2);
    same(unsafe { (&*list.as_ptr())[1] } + list.into_inner()[0], 4);
    let cell = Cell::new(5);
    same(cell.replace(6) + cell.take() + cell.get(), 11);
    unsafe { *cell.as_ptr() = 8 };
    same(cell.into_inner(), 8);
    let mut unsafe_cell = std::cell::UnsafeCell::new(1);
    unsafe { *unsafe_cell.get() += 1 };
    *unsafe_cell.get_mut() += 1;
    same(unsafe_cell.into_inner(), 3);
}

fn heap() {
    let layout = Layout::new::<u32>();
    unsafe {
        let memory = alloc(layout).cast::<u32>();
        memory.write(7);
        let larger = realloc(memory.cast(), layout, 12).cast::<u32>();
        same(*larger as i32, 7);
        dealloc(larger.cast(), Layout::from_size_align(12, 4).unwrap());
        let list = Layout::array::<u16>(3).unwrap();
        let zeros = alloc_zeroed(list).cast::<u16>();
        same(*zeros.add(2) as i32, 0);
        dealloc(zeros.cast(), Layout::from_size_align_unchecked(list.size(), list.align()));
    }
    assert!(Layout::from_size_align(8, 3).is_err());
}

fn main() {
    let sum = Cell::new(0);
    owned(&sum);
    same(sum.get(), 3236);
    numbers();
    cells();
    heap();
}
