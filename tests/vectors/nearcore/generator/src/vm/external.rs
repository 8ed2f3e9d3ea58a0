//! What the VM asks of the chain around it: a storage in memory without a trie, and a list of what the contract asked to be done. Prices of what is
//! read back from the storage and refusals of names follow nearcore's runtime (`runtime/runtime/src/ext.rs`, `receipt_manager.rs`).

use super::forms::{contract, key, name, names, yocto};
use super::receipts::{Receipt, Receipts};
use near_crypto::PublicKey;
use near_primitives::universal_state_init::{UniversalStateInit, state_init_send_counts};
use near_primitives_core::hash::{CryptoHash, YieldId, hash};
use near_primitives_core::types::{AccountId, Balance, Gas, GasWeight, Nonce, NonceIndex};
use near_primitives_core::universal_state_init::{DecodeMode, RawStateInit, StateInitError, UniversalStateInitCounts};
use near_vm_runner::ContractCode;
use near_vm_runner::logic::types::{ActionIndex, GlobalContractDeployMode, GlobalContractIdentifier, ReceiptIndex};
use near_vm_runner::logic::{External, HostError, StorageAccessTracker, VMLogicError, ValuePtr};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

pub type Storage = HashMap<Vec<u8>, Vec<u8>>;

type Result<T> = std::result::Result<T, VMLogicError>;

pub struct Chain {
    pub code: Arc<ContractCode>,
    pub storage: Storage,
    pub validators: HashMap<AccountId, Balance>,
    pub receipts: Receipts,
    pub chain_id: String,
    pub data_ids: u64,
    pub has_post_quantum_keys: bool,
}

impl near_vm_runner::Contract for Chain {
    fn hash(&self) -> CryptoHash {
        *self.code.hash()
    }

    fn get_code(&self) -> Option<Arc<ContractCode>> {
        Some(Arc::clone(&self.code))
    }
}

struct Stored<'a>(&'a [u8]);

impl ValuePtr for Stored<'_> {
    fn len(&self) -> u32 {
        self.0.len() as u32
    }

    fn deref(&self, _: &mut dyn StorageAccessTracker) -> Result<Vec<u8>> {
        Ok(self.0.to_vec())
    }
}

impl External for Chain {
    fn storage_set<'a>(
        &'a mut self,
        tracker: &mut dyn StorageAccessTracker,
        key: &[u8],
        value: &[u8],
    ) -> Result<Option<Vec<u8>>> {
        if let Some(old) = self.storage.get(key) {
            tracker.deref_write_evicted_value_bytes(old.len() as u64)?;
        }
        Ok(self.storage.insert(key.to_vec(), value.to_vec()))
    }

    fn storage_get<'a>(
        &'a self,
        _: &mut dyn StorageAccessTracker,
        key: &[u8],
    ) -> Result<Option<Box<dyn ValuePtr + 'a>>> {
        let value = self.storage.get(key);
        Ok(value.map(|value| Box::new(Stored(value)) as Box<dyn ValuePtr + 'a>))
    }

    fn storage_remove(&mut self, tracker: &mut dyn StorageAccessTracker, key: &[u8]) -> Result<Option<Vec<u8>>> {
        if let Some(old) = self.storage.get(key) {
            tracker.deref_removed_value_bytes(old.len() as u64)?;
        }
        Ok(self.storage.remove(key))
    }

    fn storage_has_key(&mut self, _: &mut dyn StorageAccessTracker, key: &[u8]) -> Result<bool> {
        Ok(self.storage.contains_key(key))
    }

    /// The runtime makes these of its own hashes; here they are hashes of a count.
    fn generate_data_id(&mut self) -> CryptoHash {
        self.data_ids += 1;
        hash(&(self.data_ids - 1).to_le_bytes())
    }

    fn get_recorded_storage_size(&self) -> usize {
        0
    }

    fn storage_proof_size_before_receipt(&self) -> usize {
        0
    }

    fn validator_stake(&self, account_id: &AccountId) -> Result<Option<Balance>> {
        Ok(self.validators.get(account_id).copied())
    }

    fn validator_total_stake(&self) -> Result<Balance> {
        let total = self.validators.values().map(|stake| stake.as_yoctonear()).sum();
        Ok(Balance::from_yoctonear(total))
    }

    fn chain_id(&self) -> String {
        self.chain_id.clone()
    }

    fn create_action_receipt(&mut self, after: Vec<ReceiptIndex>, receiver_id: AccountId) -> Result<ReceiptIndex> {
        // The runtime takes a data id for each receipt that the new one waits for.
        self.data_ids += after.len() as u64;
        let fields = json!({ "receiverId": receiver_id, "after": after });
        Ok(self.receipts.add(Receipt::new(Some(receiver_id), fields)))
    }

    fn create_promise_yield_receipt(&mut self, receiver_id: AccountId) -> Result<(ReceiptIndex, CryptoHash)> {
        let data_id = self.generate_data_id();
        let fields = json!({ "receiverId": receiver_id, "yield": { "dataId": hex::encode(data_id.0) } });
        let index = self.receipts.add(Receipt::yielding(receiver_id, fields, data_id, None));
        Ok((index, data_id))
    }

    fn create_promise_yield_receipt_with_id(
        &mut self,
        receiver_id: AccountId,
        id: YieldId,
    ) -> Result<Option<(ReceiptIndex, CryptoHash)>> {
        if self.receipts.yielded_under(&id).is_some() {
            return Ok(None);
        }
        let data_id = self.generate_data_id();
        let yielded = json!({ "dataId": hex::encode(data_id.0), "yieldId": hex::encode(id.0.0) });
        let fields = json!({ "receiverId": receiver_id, "yield": yielded });
        let index = self.receipts.add(Receipt::yielding(receiver_id, fields, data_id, Some(id)));
        Ok(Some((index, data_id)))
    }

    fn submit_promise_resume_data(&mut self, data_id: CryptoHash, data: Vec<u8>) -> Result<bool> {
        if !self.receipts.is_yielded(&data_id) {
            return Ok(false);
        }
        let resumed = json!({ "dataId": hex::encode(data_id.0), "data": hex::encode(data) });
        self.receipts.resumed.push(resumed);
        Ok(true)
    }

    fn submit_promise_resume_data_with_yield_id(&mut self, id: YieldId, data: Vec<u8>) -> Result<bool> {
        match self.receipts.yielded_under(&id) {
            Some(data_id) => self.submit_promise_resume_data(data_id, data),
            None => Ok(false),
        }
    }

    fn append_action_create_account(&mut self, receipt: ReceiptIndex) {
        self.receipts.append(receipt, json!({ "type": "CreateAccount" }));
    }

    fn append_action_deploy_contract(&mut self, receipt: ReceiptIndex, code: Vec<u8>) {
        let action = json!({ "type": "DeployContract", "code": hex::encode(code) });
        self.receipts.append(receipt, action);
    }

    fn append_action_deploy_global_contract(
        &mut self,
        receipt: ReceiptIndex,
        code: Vec<u8>,
        mode: GlobalContractDeployMode,
    ) {
        let mode = serde_json::to_value(mode).expect("a mode has a JSON form");
        let action = json!({ "type": "DeployGlobalContract", "code": hex::encode(code), "mode": mode });
        self.receipts.append(receipt, action);
    }

    fn append_action_use_global_contract(&mut self, receipt: ReceiptIndex, id: GlobalContractIdentifier) {
        let action = json!({ "type": "UseGlobalContract", "contract": contract(&id) });
        self.receipts.append(receipt, action);
    }

    fn append_action_deterministic_state_init(
        &mut self,
        receipt: ReceiptIndex,
        id: GlobalContractIdentifier,
        amount: Balance,
    ) -> ActionIndex {
        let action = json!({
            "type": "StateInit",
            "contract": contract(&id),
            "data": {},
            "deposit": yocto(&amount),
        });
        self.receipts.append(receipt, action)
    }

    fn set_deterministic_state_init_data_entry(
        &mut self,
        receipt_index: ReceiptIndex,
        action_index: ActionIndex,
        key: Vec<u8>,
        value: Vec<u8>,
    ) -> Result<()> {
        let Some(data) = self.receipts.state_init_data(receipt_index, action_index) else {
            return Err(HostError::InvalidActionIndex { receipt_index, action_index }.into());
        };
        match data.insert(hex::encode(key), hex::encode(value).into()) {
            Some(_) => Err(HostError::DataEntryAlreadyExists.into()),
            None => Ok(()),
        }
    }

    fn check_state_init(&self, state_init: &RawStateInit) -> std::result::Result<(), StateInitError> {
        UniversalStateInit::from_raw_strict(state_init).map(|_| ())
    }

    fn state_init_send_counts(&self, state_init: &RawStateInit, mode: DecodeMode) -> UniversalStateInitCounts {
        state_init_send_counts(state_init, mode)
    }

    fn append_action_universal_state_init(&mut self, receipt: ReceiptIndex, state_init: RawStateInit, amount: Balance) {
        let action = json!({
            "type": "UniversalStateInit",
            "stateInit": hex::encode(state_init.0),
            "deposit": yocto(&amount),
        });
        self.receipts.append(receipt, action);
    }

    fn append_action_function_call_weight(
        &mut self,
        receipt: ReceiptIndex,
        method_name: Vec<u8>,
        args: Vec<u8>,
        deposit: Balance,
        gas: Gas,
        weight: GasWeight,
    ) -> Result<()> {
        let action = json!({
            "type": "FunctionCall",
            "methodName": name(method_name)?,
            "args": hex::encode(args),
            "deposit": yocto(&deposit),
            "gasWeight": weight.0.to_string(),
        });
        self.receipts.append_call(receipt, action, gas.as_gas(), weight.0);
        Ok(())
    }

    fn append_action_transfer(&mut self, receipt: ReceiptIndex, deposit: Balance) {
        self.receipts.append(receipt, json!({ "type": "Transfer", "deposit": yocto(&deposit) }));
    }

    fn append_action_transfer_to_gas_key(&mut self, receipt: ReceiptIndex, public_key: PublicKey, deposit: Balance) {
        let action = json!({
            "type": "TransferToGasKey",
            "publicKey": key(&public_key),
            "deposit": yocto(&deposit),
        });
        self.receipts.append(receipt, action);
    }

    fn append_action_add_gas_key_with_full_access(
        &mut self,
        receipt: ReceiptIndex,
        public_key: PublicKey,
        nonces: NonceIndex,
    ) {
        let action = json!({
            "type": "AddFullAccessGasKey",
            "publicKey": key(&public_key),
            "nonces": nonces,
        });
        self.receipts.append(receipt, action);
    }

    fn append_action_add_gas_key_with_function_call(
        &mut self,
        receipt: ReceiptIndex,
        public_key: PublicKey,
        nonces: NonceIndex,
        allowance: Option<Balance>,
        receiver_id: AccountId,
        method_names: Vec<Vec<u8>>,
    ) -> Result<()> {
        let action = json!({
            "type": "AddFunctionCallGasKey",
            "publicKey": key(&public_key),
            "nonces": nonces,
            "allowance": allowance.as_ref().map(yocto),
            "receiverId": receiver_id,
            "methodNames": names(method_names)?,
        });
        self.receipts.append(receipt, action);
        Ok(())
    }

    fn append_action_stake(&mut self, receipt: ReceiptIndex, stake: Balance, public_key: PublicKey) {
        let action = json!({ "type": "Stake", "stake": yocto(&stake), "publicKey": key(&public_key) });
        self.receipts.append(receipt, action);
    }

    fn append_action_add_key_with_full_access(&mut self, receipt: ReceiptIndex, public_key: PublicKey, nonce: Nonce) {
        let action = json!({
            "type": "AddFullAccessKey",
            "publicKey": key(&public_key),
            "nonce": nonce.to_string(),
        });
        self.receipts.append(receipt, action);
    }

    fn append_action_add_key_with_function_call(
        &mut self,
        receipt: ReceiptIndex,
        public_key: PublicKey,
        nonce: Nonce,
        allowance: Option<Balance>,
        receiver_id: AccountId,
        method_names: Vec<Vec<u8>>,
    ) -> Result<()> {
        let action = json!({
            "type": "AddFunctionCallKey",
            "publicKey": key(&public_key),
            "nonce": nonce.to_string(),
            "allowance": allowance.as_ref().map(yocto),
            "receiverId": receiver_id,
            "methodNames": names(method_names)?,
        });
        self.receipts.append(receipt, action);
        Ok(())
    }

    fn append_action_delete_key(&mut self, receipt: ReceiptIndex, public_key: PublicKey) {
        let action = json!({ "type": "DeleteKey", "publicKey": key(&public_key) });
        self.receipts.append(receipt, action);
    }

    fn append_action_delete_account(&mut self, receipt: ReceiptIndex, beneficiary_id: AccountId) {
        let action = json!({ "type": "DeleteAccount", "beneficiaryId": beneficiary_id });
        self.receipts.append(receipt, action);
    }

    fn get_receipt_receiver(&self, receipt: ReceiptIndex) -> &AccountId {
        self.receipts.receiver(receipt)
    }

    fn set_refund_to(&mut self, receipt: ReceiptIndex, refund_to: AccountId) {
        self.receipts.set_refund_to(receipt, refund_to);
    }

    /// On since protocol 85 (`PostQuantumSignatures`).
    fn post_quantum_keys_enabled(&self) -> bool {
        self.has_post_quantum_keys
    }
}
