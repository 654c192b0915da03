// SPDX-License-Identifier: Apache-2.0
/**
 * Sends one HTTP request and receives one response through Apache HttpClient 5, within the timeout
 * of the attempt. In goes a request of {@code client.encode}, out comes a complete response or the
 * reason for its lack. Callbacks run on the client's I/O threads.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.http;
