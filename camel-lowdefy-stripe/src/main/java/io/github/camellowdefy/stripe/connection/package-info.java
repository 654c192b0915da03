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
/**
 * Shares connections among endpoints: which endpoints use the same connection, with whose key and
 * limits, and how health, meters and the console report on it. In goes a configuration, out comes a
 * lease of a connection that the last user closes. Endpoints call it while they start and stop;
 * reports are read on any thread.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.connection;
