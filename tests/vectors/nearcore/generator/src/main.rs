//! Reads test cases, one JSON object a line, runs them through nearcore's own crates and prints what came out, one JSON object a line.

mod primitives;
mod vm;

use std::io::{self, BufRead, Write};

/// Contracts recurse on the stack of the thread that runs them; nearcore's own limit must be the first to be reached.
const STACK_BYTES: usize = 1 << 30;

fn main() -> io::Result<()> {
    let kind = std::env::args().nth(1).unwrap_or_default();
    let worker = std::thread::Builder::new().stack_size(STACK_BYTES);
    worker.spawn(move || run(&kind))?.join().expect("the worker ends by itself")
}

fn run(kind: &str) -> io::Result<()> {
    match kind {
        "vm" => {
            let runner = vm::Runner::new();
            answer_lines(|line| runner.answer(line))
        }
        "primitives" => answer_lines(primitives::answer),
        _ => Err(io::Error::other("say what to run: vm or primitives")),
    }
}

fn answer_lines(answer: impl Fn(&str) -> serde_json::Value) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        serde_json::to_writer(&mut out, &answer(&line?))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
