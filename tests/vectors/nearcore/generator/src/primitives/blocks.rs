//! Hashes of blocks, outcomes and Merkle trees, and what validators sign.

use super::forms::{borsh_hex, bytes};
use near_crypto::{PublicKey, Signature};
use near_primitives::block_header::{
    Approval, ApprovalInner, BlockHeader, BlockHeaderInnerLite, BlockHeaderInnerRestV5, BlockHeaderInnerRestV6,
    compute_bp_hash_from_validator_stakes,
};
use near_primitives::errors::{ActionError, ActionErrorKind, TxExecutionError};
use near_primitives::merkle::{Direction, MerklePath, PartialMerkleTree, combine_hash, merklize};
use near_primitives::stateless_validation::chunk_endorsements_bitmap::ChunkEndorsementsBitmap;
use near_primitives::transaction::{ExecutionOutcome, ExecutionOutcomeWithId, ExecutionStatus};
use near_primitives::types::validator_stake::ValidatorStake;
use near_primitives::types::{AccountId, Balance, EpochId, Gas};
use near_primitives_core::hash::CryptoHash;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Request {
    Merkle { leaves: Vec<CryptoHash> },
    Tree { leaves: Vec<CryptoHash> },
    Outcome(Outcome),
    Approval { hash: Option<CryptoHash>, height: u64, target: u64 },
    Producers { validators: Vec<(AccountId, PublicKey, String)> },
    Header(Box<Header>),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    id: CryptoHash,
    logs: Vec<String>,
    receipt_ids: Vec<CryptoHash>,
    gas_burnt: String,
    tokens_burnt: String,
    executor_id: AccountId,
    /// `value:` and bytes, `receipt:` and an id, or `failure`.
    status: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    protocol_version: u32,
    prev_hash: CryptoHash,
    height: u64,
    prev_height: u64,
    epoch_id: CryptoHash,
    next_epoch_id: CryptoHash,
    prev_state_root: CryptoHash,
    outcome_root: CryptoHash,
    timestamp: String,
    next_bp_hash: CryptoHash,
    block_merkle_root: CryptoHash,
    chunk_receipts_root: CryptoHash,
    chunk_headers_root: CryptoHash,
    chunk_tx_root: CryptoHash,
    random_value: CryptoHash,
    gas_price: String,
    total_supply: String,
    last_final_hash: CryptoHash,
    last_ds_final_hash: CryptoHash,
    ordinal: u64,
    /// Signatures as text.
    approvals: Vec<Signature>,
    /// Bits of the validators that endorse, a chunk each.
    endorsements: Vec<Vec<bool>>,
}

pub fn run(request: Request) -> Value {
    match request {
        Request::Merkle { leaves } => {
            let (root, paths) = merklize(&leaves);
            let paths: Vec<Value> = paths.iter().map(path_json).collect();
            json!({ "root": root, "paths": paths })
        }
        Request::Tree { leaves } => {
            let mut tree = PartialMerkleTree::default();
            let mut roots = vec![];
            for leaf in leaves {
                tree.insert(leaf);
                roots.push(tree.root());
            }
            json!({ "roots": roots, "path": tree.get_path() })
        }
        Request::Outcome(outcome) => outcome_json(outcome),
        Request::Approval { hash, height, target } => {
            let inner = match hash {
                Some(hash) => ApprovalInner::new(&hash, height, target),
                None => ApprovalInner::Skip(height),
            };
            json!({ "message": hex::encode(Approval::get_data_for_sig(&inner, target)) })
        }
        Request::Producers { validators } => {
            let stakes = validators
                .into_iter()
                .map(|(id, key, stake)| ValidatorStake::new_v1(id, key, balance(&stake)))
                .collect();
            json!({ "hash": compute_bp_hash_from_validator_stakes(&stakes, true) })
        }
        Request::Header(header) => header_json(*header),
    }
}

fn path_json(path: &MerklePath) -> Value {
    let items = path.iter().map(|item| {
        let direction = match item.direction {
            Direction::Left => "Left",
            Direction::Right => "Right",
        };
        json!({ "hash": item.hash, "direction": direction })
    });
    items.collect()
}

fn outcome_json(outcome: Outcome) -> Value {
    let status = match outcome.status.split_once(':') {
        Some(("value", value)) => ExecutionStatus::SuccessValue(bytes(value)),
        Some(("receipt", id)) => ExecutionStatus::SuccessReceiptId(id.parse().expect("a hash")),
        _ => {
            let kind = ActionErrorKind::CreateAccountOnlyByRegistrar {
                account_id: "a".repeat(2).parse().expect("an account id"),
                registrar_account_id: "registrar".parse().expect("an account id"),
                predecessor_id: "bob".parse().expect("an account id"),
            };
            ExecutionStatus::Failure(TxExecutionError::ActionError(ActionError { index: None, kind }))
        }
    };
    let with_id = ExecutionOutcomeWithId {
        id: outcome.id,
        outcome: ExecutionOutcome {
            logs: outcome.logs,
            receipt_ids: outcome.receipt_ids,
            gas_burnt: Gas::from_gas(outcome.gas_burnt.parse().expect("gas")),
            tokens_burnt: balance(&outcome.tokens_burnt),
            executor_id: outcome.executor_id,
            status,
            ..Default::default()
        },
    };
    let hashes = with_id.to_hashes();
    json!({ "hashes": hashes, "leaf": CryptoHash::hash_borsh(&hashes) })
}

fn balance(text: &str) -> Balance {
    Balance::from_yoctonear(text.parse().expect("an amount"))
}

fn header_json(header: Header) -> Value {
    let lite = BlockHeaderInnerLite {
        height: header.height,
        epoch_id: EpochId(header.epoch_id),
        next_epoch_id: EpochId(header.next_epoch_id),
        prev_state_root: header.prev_state_root,
        prev_outcome_root: header.outcome_root,
        timestamp: header.timestamp.parse().expect("nanoseconds"),
        next_bp_hash: header.next_bp_hash,
        block_merkle_root: header.block_merkle_root,
    };
    let prev_hash = header.prev_hash;
    let lite_bytes = borsh::to_vec(&lite).expect("borsh");
    let lite_hash = CryptoHash::hash_bytes(&lite_bytes);
    let rest_bytes = rest(header);
    let rest_hash = CryptoHash::hash_bytes(&rest_bytes);
    json!({
        "innerLite": borsh_hex(&lite),
        "innerLiteHash": lite_hash,
        "innerRestHash": rest_hash,
        "innerHash": combine_hash(&lite_hash, &rest_hash),
        "hash": BlockHeader::compute_hash(prev_hash, &lite_bytes, &rest_bytes),
    })
}

/// The part of a header that light clients do not read: of version 6 from protocol 85 on.
fn rest(header: Header) -> Vec<u8> {
    let prev_height = header.prev_height;
    let approvals = header.approvals.into_iter().map(|signature| Some(Box::new(signature))).collect();
    let mut bitmap = ChunkEndorsementsBitmap::new(header.endorsements.len());
    for (shard, bits) in header.endorsements.into_iter().enumerate() {
        bitmap.add_endorsements(shard, bits);
    }
    let v6 = BlockHeaderInnerRestV6 {
        block_body_hash: CryptoHash::default(),
        prev_chunk_outgoing_receipts_root: header.chunk_receipts_root,
        chunk_headers_root: header.chunk_headers_root,
        chunk_tx_root: header.chunk_tx_root,
        random_value: header.random_value,
        prev_validator_proposals: vec![],
        chunk_mask: vec![true],
        next_gas_price: balance(&header.gas_price),
        total_supply: balance(&header.total_supply),
        last_final_block: header.last_final_hash,
        last_ds_final_block: header.last_ds_final_hash,
        block_ordinal: header.ordinal,
        prev_height,
        epoch_sync_data_hash: None,
        approvals,
        latest_protocol_version: header.protocol_version,
        chunk_endorsements: bitmap,
        shard_split: None,
    };
    if header.protocol_version >= 85 {
        return borsh::to_vec(&v6).expect("borsh");
    }
    #[allow(deprecated)]
    let v5 = BlockHeaderInnerRestV5 {
        block_body_hash: v6.block_body_hash,
        prev_chunk_outgoing_receipts_root: v6.prev_chunk_outgoing_receipts_root,
        chunk_headers_root: v6.chunk_headers_root,
        chunk_tx_root: v6.chunk_tx_root,
        challenges_root: CryptoHash::default(),
        random_value: v6.random_value,
        prev_validator_proposals: v6.prev_validator_proposals,
        chunk_mask: v6.chunk_mask,
        next_gas_price: v6.next_gas_price,
        total_supply: v6.total_supply,
        challenges_result: vec![],
        last_final_block: v6.last_final_block,
        last_ds_final_block: v6.last_ds_final_block,
        block_ordinal: v6.block_ordinal,
        prev_height: v6.prev_height,
        epoch_sync_data_hash: None,
        approvals: v6.approvals,
        latest_protocol_version: v6.latest_protocol_version,
        chunk_endorsements: v6.chunk_endorsements,
    };
    borsh::to_vec(&v5).expect("borsh")
}
