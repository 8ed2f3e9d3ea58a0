;; Adds up the numbers below n, every other one negative: an even n gives -n/2. The input is {"n":…}; all else is as in high-level-minimal.wat.
(module
  (import "env" "attached_deposit" (func $attached_deposit (param i64)))
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (data (i32.const 0) "STATE")

  ;; Reads the digits after {"n": of the input at 64.
  (func $read_number (result i32) (local $at i32) (local $number i32)
    (local.set $at (i32.const 69))
    (loop $next
      (local.set $number
        (i32.add
          (i32.mul (local.get $number) (i32.const 10))
          (i32.sub (i32.load8_u (local.get $at)) (i32.const 48))))
      (br_if $next
        (i32.ne (i32.load8_u (local.tee $at (i32.add (local.get $at) (i32.const 1)))) (i32.const 125))))
    (local.get $number))

  ;; Nineteen instructions a turn, as the published contract has.
  (func $calculate (param $n i32) (result i32) (local $i i32) (local $sum i32)
    (loop $next
      (local.set $sum
        (i32.add
          (local.get $sum)
          (select
            (local.get $i)
            (i32.sub (i32.const 0) (local.get $i))
            (i32.eqz (i32.and (local.get $i) (i32.const 1))))))
      (br_if $next
        (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))

  ;; Returns a number below zero as text, written backwards up to 128.
  (func $return_number (param $number i32) (local $at i32)
    (local.set $at (i32.const 128))
    (local.set $number (i32.sub (i32.const 0) (local.get $number)))
    (loop $next
      (i32.store8
        (local.tee $at (i32.sub (local.get $at) (i32.const 1)))
        (i32.add (i32.const 48) (i32.rem_u (local.get $number) (i32.const 10))))
      (br_if $next (local.tee $number (i32.div_u (local.get $number) (i32.const 10)))))
    (i32.store8 (local.tee $at (i32.sub (local.get $at) (i32.const 1))) (i32.const 45))
    (call $value_return
      (i64.extend_i32_u (i32.sub (i32.const 128) (local.get $at)))
      (i64.extend_i32_u (local.get $at))))

  (func (export "expensive")
    (call $attached_deposit (i64.const 16))
    (if (i64.ne (i64.or (i64.load (i32.const 16)) (i64.load (i32.const 24))) (i64.const 0)) (then (unreachable)))
    (call $input (i64.const 0))
    (drop (call $register_len (i64.const 0)))
    (call $read_register (i64.const 0) (i64.const 64))
    (if (i64.eqz (call $storage_read (i64.const 5) (i64.const 0) (i64.const 0)))
      (then)
      (else
        (drop (call $register_len (i64.const 0)))
        (call $read_register (i64.const 0) (i64.const 32))))
    (call $return_number (call $calculate (call $read_number)))
    (drop (call $storage_write (i64.const 5) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0)))))
