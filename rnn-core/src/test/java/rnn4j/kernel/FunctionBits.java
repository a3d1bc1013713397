package rnn4j.kernel;

import java.util.concurrent.CompletableFuture;

/** Print which kernels run in this JVM, and a sum over the bits of each function on all floats; run in JVMs with other flags. */
final class FunctionBits {

    private FunctionBits() {}

    /** Print a line for the kernels and one for each function. */
    public static void main(String[] args) {
        System.out.println("kernels\t" + Kernels.lanes() + " lanes, " + Kernels.description());
        for (FunctionBound bound : FunctionBound.ALL) {
            CompletableFuture<FunctionCheck> second = CompletableFuture.supplyAsync(
                    () -> new FunctionCheck(bound.f(), Kernels.elements()).bitsOver(FloatRange.ALL.half(true)));
            FunctionCheck first = new FunctionCheck(bound.f(), Kernels.elements()).bitsOver(FloatRange.ALL.half(false));
            System.out.println(bound.f() + "\t" + first.and(second.join()).bits());
        }
    }
}
