// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

/** An ordinary object in the store. */
record StoredObject(String id, long key, byte[] json, String parent, byte[] hidden, boolean deleted)
        implements Stored {}
