//! Contract calls, through `near-vm-runner` and the mainnet parameters of `near-parameters`.

mod case;
mod external;
mod forms;
mod outcome;
mod receipts;

use case::Case;
use external::Chain;
use near_parameters::RuntimeConfigStore;
use near_primitives_core::version::ProtocolFeature;
use near_vm_runner::logic::GasCounter;
use near_vm_runner::{ContractCode, MockContractRuntimeCache, prepare, run};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub struct Runner {
    configs: RuntimeConfigStore,
    compiled: MockContractRuntimeCache,
}

impl Runner {
    pub fn new() -> Self {
        Self { configs: RuntimeConfigStore::new(None), compiled: MockContractRuntimeCache::default() }
    }

    /// Runs one case at each of its protocol versions. What nearcore does not survive is said as `panic`.
    pub fn answer(&self, line: &str) -> Value {
        let case: Case = match serde_json::from_str(line) {
            Ok(case) => case,
            Err(error) => return json!({ "bad": error.to_string() }),
        };
        let outcomes: Vec<Value> = case
            .versions
            .iter()
            .map(|version| {
                catch_unwind(AssertUnwindSafe(|| self.run(&case, *version)))
                    .unwrap_or_else(|_| json!({ "panic": true }))
            })
            .collect();
        json!({ "id": case.id, "outcomes": outcomes })
    }

    fn run(&self, case: &Case, version: u32) -> Value {
        let config = self.configs.get_config(version);
        let mut chain = Chain {
            code: Arc::new(ContractCode::new(case.code(), None)),
            storage: case.storage(),
            validators: case.validators(),
            receipts: Default::default(),
            chain_id: case.chain_id().to_string(),
            data_ids: 0,
            has_post_quantum_keys: ProtocolFeature::PostQuantumSignatures.enabled(version),
        };
        let before = chain.storage.clone();
        let context = case.context();
        let wasm = &config.wasm_config;
        let burnable = context.view_config.as_ref().map(|view| view.max_gas_burnt);
        let gas = GasCounter::new(
            wasm.ext_costs.clone(),
            burnable.unwrap_or(wasm.limit_config.max_gas_burnt),
            wasm.regular_op_cost,
            context.prepaid_gas,
            context.is_view(),
        );
        let prepared = prepare(&chain, Arc::clone(wasm), Some(&self.compiled), gas, &case.method);
        match run(prepared, &mut chain, &context, Arc::clone(&config.fees)) {
            Ok(outcome) => outcome::to_json(&context, outcome, &before, chain),
            Err(error) => json!({ "runnerError": error.to_string() }),
        }
    }
}
