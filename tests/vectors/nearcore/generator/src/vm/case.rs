//! The form of a case. Bytes are hexadecimal, except the code, which is base64; numbers beyond 2^53 are decimal strings.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use near_primitives_core::account::AccountContract;
use near_primitives_core::config::ViewConfig;
use near_primitives_core::types::{AccountId, Balance, Gas};
use near_vm_runner::logic::VMContext;
use near_vm_runner::logic::types::PromiseResult;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Case {
    pub id: String,
    pub versions: Vec<u32>,
    code: String,
    pub method: String,
    context: Context,
    #[serde(default)]
    storage: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Context {
    current_account_id: AccountId,
    signer_account_id: AccountId,
    signer_public_key: String,
    predecessor_account_id: AccountId,
    refund_to_account_id: AccountId,
    input: String,
    promise_results: Vec<Promised>,
    block_height: String,
    block_timestamp: String,
    epoch_height: String,
    /// Without the attached deposit.
    account_balance: String,
    account_locked_balance: String,
    storage_usage: String,
    attached_deposit: String,
    prepaid_gas: String,
    random_seed: String,
    /// The gas that a view call may burn; `null` for a change call.
    view_gas: Option<String>,
    output_data_receivers: Vec<AccountId>,
    validators: BTreeMap<AccountId, String>,
    chain_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Promised {
    Successful(String),
    Failed,
    NotReady,
}

impl Case {
    pub fn code(&self) -> Vec<u8> {
        STANDARD.decode(&self.code).expect("base64 code")
    }

    pub fn storage(&self) -> HashMap<Vec<u8>, Vec<u8>> {
        self.storage.iter().map(|(key, value)| (bytes(key), bytes(value))).collect()
    }

    pub fn chain_id(&self) -> &str {
        &self.context.chain_id
    }

    pub fn validators(&self) -> HashMap<AccountId, Balance> {
        let validators = self.context.validators.iter();
        validators.map(|(id, stake)| (id.clone(), balance(stake))).collect()
    }

    pub fn context(&self) -> VMContext {
        let context = &self.context;
        VMContext {
            current_account_id: context.current_account_id.clone(),
            signer_account_id: context.signer_account_id.clone(),
            signer_account_pk: bytes(&context.signer_public_key),
            predecessor_account_id: context.predecessor_account_id.clone(),
            refund_to_account_id: context.refund_to_account_id.clone(),
            input: bytes(&context.input).into(),
            promise_results: context.promise_results.iter().map(Promised::result).collect(),
            block_height: number(&context.block_height),
            block_timestamp: number(&context.block_timestamp),
            epoch_height: number(&context.epoch_height),
            account_balance: balance(&context.account_balance),
            account_locked_balance: balance(&context.account_locked_balance),
            storage_usage: number(&context.storage_usage),
            account_contract: AccountContract::None,
            attached_deposit: balance(&context.attached_deposit),
            prepaid_gas: gas(&context.prepaid_gas),
            random_seed: bytes(&context.random_seed),
            view_config: context.view_gas.as_deref().map(|limit| ViewConfig { max_gas_burnt: gas(limit) }),
            output_data_receivers: context.output_data_receivers.clone(),
        }
    }
}

impl Promised {
    fn result(&self) -> PromiseResult {
        match self {
            Self::Successful(value) => PromiseResult::Successful(bytes(value).into()),
            Self::Failed => PromiseResult::Failed,
            Self::NotReady => PromiseResult::NotReady,
        }
    }
}

fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).expect("hexadecimal bytes")
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number of 64 bits")
}

fn gas(text: &str) -> Gas {
    Gas::from_gas(number(text))
}

fn balance(text: &str) -> Balance {
    Balance::from_yoctonear(text.parse().expect("a number of 128 bits"))
}
