//! The form of an outcome: what is zero, empty or unchanged is left out.

use super::external::{Chain, Storage};
use near_parameters::{ActionCosts, ExtCosts};
use near_vm_runner::ProfileDataV3;
use near_vm_runner::logic::errors::{CompilationError, FunctionCallError};
use near_vm_runner::logic::{ReturnData, VMContext, VMOutcome};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

pub fn to_json(context: &VMContext, outcome: VMOutcome, before: &Storage, mut chain: Chain) -> Value {
    let mut json = Map::new();
    let burnt = outcome.burnt_gas.as_gas();
    let mut used = outcome.used_gas.as_gas();
    if outcome.aborted.is_none() && !context.is_view() {
        used += chain.receipts.distribute(context.prepaid_gas.as_gas() - used);
    }
    json.insert("burnt".into(), burnt.to_string().into());
    if used != burnt {
        json.insert("used".into(), used.to_string().into());
    }
    insert_unless_empty(&mut json, "profile", profile(&outcome.profile));
    insert_unless_empty(&mut json, "logs", json!(outcome.logs));
    if let Some(error) = &outcome.aborted {
        // Whatever else a failed call has done is dropped by the runtime.
        json.insert("error".into(), error_json(error));
        return json.into();
    }
    match outcome.return_data {
        ReturnData::Value(value) => json.insert("value".into(), hex::encode(value).into()),
        ReturnData::ReceiptIndex(index) => json.insert("receipt".into(), index.into()),
        ReturnData::None => None,
    };
    insert_unless_empty(&mut json, "resumed", json!(chain.receipts.resumed));
    insert_unless_empty(&mut json, "receipts", chain.receipts.into_json());
    insert_unless_empty(&mut json, "writes", writes(before, &chain.storage));
    let had = context.account_balance.checked_add(context.attached_deposit);
    if had != Some(outcome.balance) {
        json.insert("balance".into(), outcome.balance.as_yoctonear().to_string().into());
    }
    if outcome.storage_usage != context.storage_usage {
        json.insert("storageUsage".into(), outcome.storage_usage.to_string().into());
    }
    if !outcome.subsidized_amount.is_zero() {
        let amount = outcome.subsidized_amount.as_yoctonear();
        json.insert("subsidized".into(), amount.to_string().into());
    }
    json.into()
}

fn insert_unless_empty(json: &mut Map<String, Value>, name: &str, value: Value) {
    let is_empty = match &value {
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    if !is_empty {
        json.insert(name.into(), value);
    }
}

/// Gas by the names that nearcore's RPC gives to costs.
fn profile(profile: &ProfileDataV3) -> Value {
    let mut costs = BTreeMap::new();
    costs.insert("WASM_INSTRUCTION".to_string(), profile.get_wasm_cost());
    for cost in ActionCosts::iter() {
        costs.insert(format!("{cost:?}").to_ascii_uppercase(), profile.get_action_cost(cost));
    }
    for cost in ExtCosts::iter() {
        costs.insert(format!("{cost:?}").to_ascii_uppercase(), profile.get_ext_cost(cost));
    }
    let spent = costs.into_iter().filter(|(_, gas)| gas.as_gas() > 0);
    spent.map(|(name, gas)| (name, Value::from(gas.as_gas().to_string()))).collect::<Map<_, _>>().into()
}

/// Keys that have another value than before, `null` for those that are gone.
fn writes(before: &Storage, after: &Storage) -> Value {
    let mut changed = BTreeMap::new();
    for (key, value) in after {
        if before.get(key) != Some(value) {
            changed.insert(hex::encode(key), Value::from(hex::encode(value)));
        }
    }
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        changed.insert(hex::encode(key), Value::Null);
    }
    json!(changed)
}

fn error_json(error: &FunctionCallError) -> Value {
    let variant: &'static str = error.into();
    let kind: String = match error {
        FunctionCallError::CompilationError(CompilationError::PrepareError(cause)) => {
            format!("PrepareError.{cause:?}")
        }
        FunctionCallError::CompilationError(cause) => name(<&'static str>::from(cause)),
        FunctionCallError::MethodResolveError(cause) => name(<&'static str>::from(cause)),
        FunctionCallError::WasmTrap(cause) => name(<&'static str>::from(cause)),
        FunctionCallError::HostError(cause) => name(<&'static str>::from(cause)),
        FunctionCallError::LinkError { .. } | FunctionCallError::LoadingError { .. } => name(""),
    };
    json!({ "type": variant, "kind": kind, "message": error.to_string(), "debug": format!("{error:?}") })
}

fn name(text: &str) -> String {
    text.to_string()
}
