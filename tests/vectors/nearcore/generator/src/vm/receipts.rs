//! What a call asked to be done: receipts with their actions, and data that resumes yielded promises.

use near_primitives_core::hash::{CryptoHash, YieldId};
use near_primitives_core::types::AccountId;
use serde_json::{Map, Value, json};

pub struct Receipt {
    receiver_id: Option<AccountId>,
    yielded: Option<(CryptoHash, Option<YieldId>)>,
    fields: Value,
    actions: Vec<Value>,
}

impl Receipt {
    pub fn new(receiver_id: Option<AccountId>, fields: Value) -> Self {
        Self { receiver_id, yielded: None, fields, actions: vec![] }
    }

    pub fn yielding(receiver_id: AccountId, fields: Value, data_id: CryptoHash, id: Option<YieldId>) -> Self {
        Self { yielded: Some((data_id, id)), ..Self::new(Some(receiver_id), fields) }
    }
}

/// Where a function call is, the gas that it has for sure, and its share of what is left.
struct Call {
    receipt: usize,
    action: usize,
    gas: u64,
    weight: u64,
}

#[derive(Default)]
pub struct Receipts {
    all: Vec<Receipt>,
    calls: Vec<Call>,
    pub resumed: Vec<Value>,
}

impl Receipts {
    pub fn add(&mut self, receipt: Receipt) -> u64 {
        self.all.push(receipt);
        self.all.len() as u64 - 1
    }

    /// Adds an action to a receipt; gives its index there.
    pub fn append(&mut self, receipt: u64, action: Value) -> u64 {
        let actions = &mut self.all[receipt as usize].actions;
        actions.push(action);
        actions.len() as u64 - 1
    }

    pub fn append_call(&mut self, receipt: u64, action: Value, gas: u64, weight: u64) {
        let index = self.append(receipt, action);
        self.calls.push(Call { receipt: receipt as usize, action: index as usize, gas, weight });
    }

    pub fn receiver(&self, receipt: u64) -> &AccountId {
        self.all[receipt as usize].receiver_id.as_ref().expect("a receipt has a receiver")
    }

    pub fn set_refund_to(&mut self, receipt: u64, account: AccountId) {
        self.all[receipt as usize].fields["refundTo"] = json!(account);
    }

    pub fn state_init_data(&mut self, receipt: u64, action: u64) -> Option<&mut Map<String, Value>> {
        let action = self.all.get_mut(receipt as usize)?.actions.get_mut(action as usize)?;
        action.get_mut("data")?.as_object_mut()
    }

    pub fn is_yielded(&self, data_id: &CryptoHash) -> bool {
        self.yielded().any(|(id, _)| id == data_id)
    }

    pub fn yielded_under(&self, id: &YieldId) -> Option<CryptoHash> {
        self.yielded().find(|(_, given)| given.as_ref() == Some(id)).map(|(data_id, _)| *data_id)
    }

    fn yielded(&self) -> impl Iterator<Item = &(CryptoHash, Option<YieldId>)> {
        self.all.iter().filter_map(|receipt| receipt.yielded.as_ref())
    }

    /// Shares out unused gas by weight in the order in which the calls were added, the rest of the division to the last (NEP-264). Gives what was shared out.
    pub fn distribute(&mut self, unused: u64) -> u64 {
        let total: u128 = self.calls.iter().map(|call| u128::from(call.weight)).sum();
        let Some(last) = self.calls.iter().rposition(|call| call.weight > 0) else {
            return 0;
        };
        let mut left = unused;
        for call in &mut self.calls {
            let share = (u128::from(unused) * u128::from(call.weight) / total) as u64;
            call.gas += share;
            left -= share;
        }
        self.calls[last].gas += left;
        unused
    }

    pub fn into_json(mut self) -> Value {
        for call in &self.calls {
            self.all[call.receipt].actions[call.action]["gas"] = call.gas.to_string().into();
        }
        let receipts = self.all.into_iter().map(|mut receipt| {
            if !receipt.actions.is_empty() {
                receipt.fields["actions"] = receipt.actions.into();
            }
            receipt.fields
        });
        receipts.collect()
    }
}
