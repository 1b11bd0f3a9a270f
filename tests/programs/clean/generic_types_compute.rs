// A visitor with a result type of its own, a matrix of any size, and a stack trait for Vec.
use std::ops::{Add, Mul};

trait Visitor {
    type Output;
    fn visit(&mut self, node: &Node) -> Self::Output;
}

enum Node {
    Leaf(i32),
    Sum(Box<Node>, Box<Node>),
}

struct Evaluate;

struct Depth {
    greatest: usize,
    current: usize,
}

impl Visitor for Evaluate {
    type Output = i32;
    fn visit(&mut self, node: &Node) -> i32 {
        match node {
            Node::Leaf(value) => *value,
            Node::Sum(left, right) => self.visit(left) + self.visit(right),
        }
    }
}

impl Visitor for Depth {
    type Output = ();
    fn visit(&mut self, node: &Node) {
        self.current += 1;
        if self.current > self.greatest {
            self.greatest = self.current;
        }
        if let Node::Sum(left, right) = node {
            self.visit(left);
            self.visit(right);
        }
        self.current -= 1;
    }
}

fn run<V: Visitor>(mut visitor: V, node: &Node) -> (V, V::Output) {
    let output = visitor.visit(node);
    (visitor, output)
}

struct Matrix<T, const R: usize, const C: usize>([[T; C]; R]);

impl<T, const R: usize, const K: usize, const C: usize> Mul<Matrix<T, K, C>> for Matrix<T, R, K>
where
    T: Copy + Default + Add<Output = T> + Mul<Output = T>,
{
    type Output = Matrix<T, R, C>;

    fn mul(self, other: Matrix<T, K, C>) -> Matrix<T, R, C> {
        let mut result = [[T::default(); C]; R];
        for i in 0..R {
            for j in 0..C {
                for k in 0..K {
                    result[i][j] = result[i][j] + self.0[i][k] * other.0[k][j];
                }
            }
        }
        Matrix(result)
    }
}

trait Stack<T> {
    fn put(&mut self, value: T);
    fn take(&mut self) -> Option<T>;
    fn size(&self) -> usize;
    fn has_some(&self) -> bool {
        self.size() != 0
    }
}

impl<T> Stack<T> for Vec<T> {
    fn put(&mut self, value: T) {
        self.push(value);
    }
    fn take(&mut self) -> Option<T> {
        self.pop()
    }
    fn size(&self) -> usize {
        self.len()
    }
}

fn fill<S: Stack<u8>>(stack: &mut S) {
    stack.put(1);
    stack.put(2);
}

fn main() {
    let inner = Node::Sum(Box::new(Node::Leaf(3)), Box::new(Node::Leaf(4)));
    let node = Node::Sum(Box::new(Node::Leaf(2)), Box::new(inner));
    let depth = Depth { greatest: 0, current: 0 };
    assert!(run(Evaluate, &node).1 == 9);
    assert!(run(depth, &node).0.greatest == 3);

    let left = Matrix([[1, 2], [3, 4], [5, 6]]);
    let right = Matrix([[1, 0, 2], [0, 1, 1]]);
    assert!((left * right).0 == [[1, 2, 4], [3, 4, 10], [5, 6, 16]]);

    let mut stack = Vec::new();
    fill(&mut stack);
    assert!(stack.take() == Some(2) && stack.has_some());
}
