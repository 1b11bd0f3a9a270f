// SPDX-License-Identifier: MIT
// Relocations inside nested enums, and statics that lead to each other in a circle.
enum Link {
    End,
    To(&'static Node),
    Both { left: &'static Node, right: Option<&'static Node> },
}

struct Node {
    weight: u8,
    link: Link,
    name: Option<&'static str>,
    step: Option<fn(u64) -> u64>,
}

static FIRST: Node =
    Node { weight: 1, link: Link::To(&SECOND), name: Some("first"), step: Some(double) };
static SECOND: Node =
    Node { weight: 20, link: Link::Both { left: &FIRST, right: None }, name: None, step: None };
static THIRD: Node = Node {
    weight: 100,
    link: Link::Both { left: &SECOND, right: Some(&THIRD) },
    name: Some("third"),
    step: Some(next),
};
static LAST: Node = Node { weight: 3, link: Link::End, name: Some(""), step: None };

fn double(value: u64) -> u64 {
    value * 2
}

fn next(value: u64) -> u64 {
    value + 1
}

fn walk(node: &Node, steps: u32) -> u64 {
    let mut value = node.weight as u64;
    if let Some(name) = node.name {
        value += 1000 * name.len() as u64;
    }
    if let Some(step) = node.step {
        value = step(value);
    }
    if steps == 0 {
        return value;
    }
    match &node.link {
        Link::End => value,
        Link::To(node) => value + walk(node, steps - 1),
        Link::Both { left, right } => {
            let value = value + walk(left, steps - 1);
            match right {
                Some(node) => value + walk(node, steps - 1),
                None => value,
            }
        }
    }
}

fn show(value: u64) {
    println!("{}", value);
}

fn main() {
    show(walk(&FIRST, 5));
    show(walk(&SECOND, 5));
    show(walk(&THIRD, 5));
    show(walk(&LAST, 5));
}
