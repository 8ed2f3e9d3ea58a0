;; Sets a new key of an unordered map, as its third one. The key takes the bytes 8 to 107 of the input and the value those from 119 on, both of 100 bytes. The
;; state holds how many keys there are, three times: it is made by the first call.
(module
  (import "env" "attached_deposit" (func $attached_deposit (param i64)))
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (data (i32.const 0) "STATE")
  ;; Three prefixes, of the index of a key, of keys and of values, each with its length; the first and the second are followed by the number of elements.
  (data (i32.const 32) "\02\00\00\00ai\00\00\00\00\00\00\00\00\02\00\00\00ak\00\00\00\00\00\00\00\00\02\00\00\00av")

  (func $copy (param $to i32) (param $from i32) (local $left i32)
    (local.set $left (i32.const 100))
    (loop $next
      (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))

  ;; Writes 100 bytes with their length under two characters and the number of elements.
  (func $write_element (param $prefix i32) (param $from i32)
    (i32.store16 (i32.const 1024) (local.get $prefix))
    (i64.store (i32.const 1026) (i64.load (i32.const 38)))
    (i32.store (i32.const 1040) (i32.const 100))
    (call $copy (i32.const 1044) (local.get $from))
    (drop (call $storage_write (i64.const 10) (i64.const 1024) (i64.const 104) (i64.const 1040) (i64.const 1))))

  (func (export "set") (local $count i64)
    (call $attached_deposit (i64.const 16))
    (if (i64.ne (i64.or (i64.load (i32.const 16)) (i64.load (i32.const 24))) (i64.const 0)) (then (unreachable)))
    (call $input (i64.const 0))
    (drop (call $register_len (i64.const 0)))
    (call $read_register (i64.const 0) (i64.const 256))
    (if (i32.wrap_i64 (call $storage_read (i64.const 5) (i64.const 0) (i64.const 0)))
      (then
        (drop (call $register_len (i64.const 0)))
        (call $read_register (i64.const 0) (i64.const 32))))
    ;; The index of the key: ai, its length, itself; in it the number of elements so far.
    (i32.store16 (i32.const 768) (i32.const 0x6961))
    (i32.store (i32.const 770) (i32.const 100))
    (call $copy (i32.const 774) (i32.const 264))
    (drop (call $storage_read (i64.const 106) (i64.const 768) (i64.const 0)))
    (drop (call $storage_write (i64.const 106) (i64.const 768) (i64.const 8) (i64.const 38) (i64.const 1)))
    (call $write_element (i32.const 0x6b61) (i32.const 264))
    (call $write_element (i32.const 0x7661) (i32.const 375))
    (local.set $count (i64.add (i64.load (i32.const 38)) (i64.const 1)))
    (i64.store (i32.const 38) (local.get $count))
    (i64.store (i32.const 52) (local.get $count))
    (drop (call $storage_write (i64.const 5) (i64.const 0) (i64.const 34) (i64.const 32) (i64.const 1)))))
