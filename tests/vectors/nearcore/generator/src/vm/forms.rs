//! How values of actions are written: bytes in hexadecimal, amounts in decimal.

use near_crypto::PublicKey;
use near_primitives_core::types::Balance;
use near_vm_runner::logic::types::GlobalContractIdentifier;
use near_vm_runner::logic::{HostError, VMLogicError};
use serde_json::{Value, json};

/// Refuses a method name that is not UTF-8, as the runtime does.
pub fn name(bytes: Vec<u8>) -> Result<String, VMLogicError> {
    String::from_utf8(bytes).map_err(|_| HostError::InvalidMethodName.into())
}

pub fn names(all: Vec<Vec<u8>>) -> Result<Vec<String>, VMLogicError> {
    all.into_iter().map(name).collect()
}

pub fn yocto(amount: &Balance) -> String {
    amount.as_yoctonear().to_string()
}

pub fn key(public_key: &PublicKey) -> String {
    hex::encode(borsh::to_vec(public_key).expect("a key has a borsh form"))
}

pub fn contract(id: &GlobalContractIdentifier) -> Value {
    match id {
        GlobalContractIdentifier::CodeHash(hash) => json!({ "codeHash": hex::encode(hash.0) }),
        GlobalContractIdentifier::AccountId(id) => json!({ "accountId": id }),
    }
}
