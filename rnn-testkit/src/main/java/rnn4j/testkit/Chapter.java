package rnn4j.testkit;

import java.util.List;

/**
 * Properties of one subject.
 *
 * @param title the subject
 * @param properties in the order in which they are looked at
 */
record Chapter(String title, List<Property> properties) {

    /** Returns all of them, for a cell that bends its gradient or makes tensors as its contract says. */
    static List<Chapter> all(CellContract contract) {
        return List.of(
                new Chapter("the provider keeps its word", ProviderProperties.all()),
                new Chapter("options are read as they are given", OptionProperties.all()),
                new Chapter("parameters are all there is to keep", ParameterProperties.all()),
                new Chapter("the shape is as declared", ShapeProperties.all()),
                new Chapter("a step is a function", StepProperties.all()),
                new Chapter("a cell remembers nothing", MemoryProperties.all()),
                new Chapter("values stay finite", FiniteProperties.all()),
                new Chapter("a sequence is its steps", SequenceProperties.all()),
                new Chapter("what is empty is legal", EdgeProperties.all()),
                new Chapter("a row is alone", RowProperties.all()),
                new Chapter("every number counts", ReachProperties.all()),
                new Chapter("gradients are those of the values", DifferenceProperties.all(contract.gradientIsExact())),
                new Chapter("gradients keep to their rows", GradientProperties.all()),
                new Chapter("float32 is close to float64", PrecisionProperties.all()),
                new Chapter("the graph is the step", GraphProperties.all()),
                new Chapter("a plan is the steps", PlanProperties.all()),
                new Chapter("a stream is the sequence", StreamProperties.all(contract.streamsWithoutAllocation())));
    }
}
