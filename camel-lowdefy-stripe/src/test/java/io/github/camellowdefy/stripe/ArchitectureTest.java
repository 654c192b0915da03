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
package io.github.camellowdefy.stripe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.camellowdefy.stripe", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.camellowdefy.stripe";

    @ArchTest
    static final ArchRule knowledgeFlowsOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                    .withOptionalLayers(true)
                    .layer("lowdefy")
                    .definedBy(ROOT + ".lowdefy..")
                    .layer("camel")
                    .definedBy(ROOT)
                    .layer("event")
                    .definedBy(ROOT + ".event..")
                    .layer("webhook")
                    .definedBy(ROOT + ".webhook..")
                    .layer("client")
                    .definedBy(ROOT + ".client..")
                    .layer("call")
                    .definedBy(ROOT + ".call..")
                    .layer("catalog")
                    .definedBy(ROOT + ".catalog..")
                    .whereLayer("lowdefy")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("camel")
                    .mayOnlyBeAccessedByLayers("lowdefy")
                    .whereLayer("event")
                    .mayOnlyBeAccessedByLayers("camel", "lowdefy")
                    .whereLayer("webhook")
                    .mayOnlyBeAccessedByLayers("camel", "lowdefy", "event")
                    .whereLayer("client")
                    .mayOnlyBeAccessedByLayers("camel", "lowdefy", "event", "webhook")
                    .whereLayer("call")
                    .mayOnlyBeAccessedByLayers("camel", "lowdefy", "event", "webhook", "client");

    @ArchTest
    static final ArchRule whatDecidesAndTheClientKnowNoCamel =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            ROOT + ".catalog..",
                            ROOT + ".call..",
                            ROOT + ".client..",
                            ROOT + ".webhook..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule eventsKnowOnlyCamelsRepositories =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".event..")
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are Camel types other than its repositories",
                                    type ->
                                            type.getPackageName().startsWith("org.apache.camel")
                                                    && !type.getSimpleName()
                                                            .endsWith("Repository")));

    @ArchTest
    static final ArchRule decisionsDoNoInputOrOutput =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".call..", ROOT + ".webhook..", ROOT + ".event..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net..", "java.nio.channels..", "org.apache.hc..");
}
