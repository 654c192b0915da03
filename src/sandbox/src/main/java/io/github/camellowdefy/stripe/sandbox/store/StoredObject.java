// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.store;

/** An ordinary object in the store. */
public record StoredObject(
        String id, long key, byte[] json, String parent, byte[] hidden, boolean deleted)
        implements Stored {}
