//! Encodings, hashes and JSON forms, through `near-primitives`. Bytes are hexadecimal, hashes base58, numbers decimal strings.

mod blocks;
mod forms;

use near_crypto::PublicKey;
use near_primitives::action::Action;
use near_primitives::action::delegate::SignedDelegateAction;
use near_primitives::receipt::Receipt;
use near_primitives::transaction::SignedTransaction;
use near_primitives::types::AccountId;
use near_primitives::utils::{
    create_action_hash_from_receipt_id, create_random_seed, create_receipt_id_from_action_hash,
    create_receipt_id_from_receipt_id, create_receipt_id_from_transaction,
};
use near_primitives::views::{ActionView, ReceiptView, SignedTransactionView};
use near_primitives_core::account::AccessKey;
use near_primitives_core::hash::CryptoHash;
use serde::Deserialize;
use serde_json::{Value, json};
use std::str::FromStr;

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Request {
    Transaction {
        bytes: String,
    },
    Receipt {
        bytes: String,
    },
    Action {
        bytes: String,
    },
    Ids {
        transaction: CryptoHash,
        height: u64,
        index: u64,
        randomness: CryptoHash,
    },
    AccountId {
        text: String,
    },
    PublicKey {
        text: String,
    },
    #[serde(untagged)]
    Block(blocks::Request),
}

/// Answers one request; what nearcore refuses is `refused`.
pub fn answer(line: &str) -> Value {
    match serde_json::from_str::<Request>(line) {
        Ok(request) => run(request),
        Err(error) => json!({ "bad": error.to_string() }),
    }
}

fn run(request: Request) -> Value {
    match request {
        Request::Transaction { bytes } => or_refused(&bytes, transaction),
        Request::Receipt { bytes } => or_refused(&bytes, receipt),
        Request::Action { bytes } => or_refused(&bytes, action),
        Request::Ids { transaction, height, index, randomness } => {
            let receipt = create_receipt_id_from_transaction(&transaction, height);
            let action = create_action_hash_from_receipt_id(&receipt, height, index as usize);
            json!({
                "receiptId": receipt,
                "receiptIdFromReceipt": create_receipt_id_from_receipt_id(&receipt, height, index as usize),
                "actionHash": action,
                "dataId": create_receipt_id_from_action_hash(&action, height, index),
                "randomSeed": hex::encode(create_random_seed(action, randomness)),
            })
        }
        Request::AccountId { text } => match AccountId::from_str(&text) {
            Ok(id) => json!({ "kind": format!("{:?}", id.get_account_type()) }),
            Err(_) => refused(),
        },
        Request::PublicKey { text } => match PublicKey::from_str(&text) {
            Ok(key) => json!({ "bytes": forms::borsh_hex(&key), "text": key }),
            Err(_) => refused(),
        },
        Request::Block(request) => blocks::run(request),
    }
}

fn refused() -> Value {
    json!({ "refused": true })
}

fn or_refused<T: borsh::BorshDeserialize>(bytes: &str, answer: impl Fn(T) -> Value) -> Value {
    match T::try_from_slice(&hex::decode(bytes).expect("hexadecimal bytes")) {
        Ok(value) => answer(value),
        Err(_) => refused(),
    }
}

fn transaction(signed: SignedTransaction) -> Value {
    let (hash, _) = signed.transaction.get_hash_and_size();
    let is_signed = signed.signature.verify(hash.as_ref(), signed.transaction.public_key());
    json!({
        "hash": hash,
        "size": signed.get_size(),
        "wireSize": signed.wire_size(),
        "isSigned": is_signed,
        "view": SignedTransactionView::from(signed),
    })
}

fn receipt(receipt: Receipt) -> Value {
    json!({
        "bytes": forms::borsh_hex(&receipt),
        "view": serde_json::to_value(ReceiptView::from(receipt)).expect("a receipt has a JSON form"),
    })
}

fn action(action: Action) -> Value {
    let own = match &action {
        Action::Delegate(delegate) => delegate_json(delegate),
        Action::AddKey(add) => json!({ "accessKeyBytes": access_key_bytes(&add.public_key, &add.access_key) }),
        _ => json!({}),
    };
    json!({ "bytes": forms::borsh_hex(&action), "view": ActionView::from(action), "own": own })
}

fn delegate_json(signed: &SignedDelegateAction) -> Value {
    json!({
        "hash": hex::encode(signed.delegate_action.get_nep461_hash()),
        "isSigned": signed.verify(),
    })
}

/// What both sides of an access key's record take in borsh, to which the runtime adds a constant.
fn access_key_bytes(key: &PublicKey, access: &AccessKey) -> usize {
    let length = |bytes: Vec<u8>| bytes.len();
    length(borsh::to_vec(key).expect("borsh")) + length(borsh::to_vec(access).expect("borsh"))
}
