//! How values are written.

use borsh::BorshSerialize;

pub fn borsh_hex(value: &impl BorshSerialize) -> String {
    hex::encode(borsh::to_vec(value).expect("a value has a borsh form"))
}

pub fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).expect("hexadecimal bytes")
}
