// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

import java.util.Arrays;

/** Sorted keys in one array: small, quick to append to, safe to read while it grows. */
final class KeyList {

    private long[] keys = new long[1];
    private int size;

    synchronized void add(long key) {
        int at = size == 0 || keys[size - 1] < key ? size : insertion(key);
        if (at < size && keys[at] == key) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size + (size >> 1) + 2);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        keys[at] = key;
        size++;
    }

    synchronized void remove(long key) {
        int at = insertion(key);
        if (at < size && keys[at] == key) {
            System.arraycopy(keys, at + 1, keys, at, size - at - 1);
            size--;
        }
    }

    /** The greatest key below {@code bound}, or -1. */
    synchronized long below(long bound) {
        int at = insertion(bound);
        return at == 0 ? -1 : keys[at - 1];
    }

    /** The smallest key above {@code bound}, or -1. */
    synchronized long above(long bound) {
        int at = insertion(bound);
        if (at < size && keys[at] == bound) {
            at++;
        }
        return at == size ? -1 : keys[at];
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    private int insertion(long key) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        return at < 0 ? -at - 1 : at;
    }
}
