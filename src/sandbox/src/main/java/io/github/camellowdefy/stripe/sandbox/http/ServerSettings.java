/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import java.time.Duration;
import java.util.List;

/**
 * How the sandbox serves.
 *
 * @param address to listen on
 * @param names by which clients may call, besides those of this machine
 * @param port 0 for any free one
 * @param latency added to every answer
 * @param tls the certificate to serve with, or null for plain HTTP
 */
public record ServerSettings(
        String address,
        List<String> names,
        int port,
        Duration latency,
        TlsIdentity tls,
        Faults faults,
        Journal journal) {}
