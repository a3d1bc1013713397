package rnn4j.kernel.chain;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/**
 * Write single operations of the Vector API into a method: operands are on the stack or in local variables.
 *
 * <p>It knows the names of the API but links none of its classes.
 */
final class VectorCode {
    private static final String HOME = "jdk.incubator.vector.";
    private static final ClassDesc FLOATS = ClassDesc.of(HOME + "FloatVector");
    private static final ClassDesc INTS = ClassDesc.of(HOME + "IntVector");
    private static final ClassDesc VECTOR = ClassDesc.of(HOME + "Vector");
    private static final ClassDesc MASK = ClassDesc.of(HOME + "VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of(HOME + "VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of(HOME + "VectorOperators");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
    private static final ClassDesc BINARY = OPERATORS.nested("Binary");
    private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
    private static final ClassDesc ARRAY = CD_float.arrayType();

    private final CodeBuilder code;
    private int nextLocal;

    /**
     * Write to {@code code}.
     *
     * @param nextLocal the first local variable that is free
     */
    VectorCode(CodeBuilder code, int nextLocal) {
        this.code = code;
        this.nextLocal = nextLocal;
    }

    /** The method that is written to. */
    CodeBuilder code() {
        return code;
    }

    /** Take a free local variable. */
    int local() {
        return nextLocal++;
    }

    /** The local variables taken so far, for {@link #release}. */
    int taken() {
        return nextLocal;
    }

    /** Give back what has been taken since. */
    void release(int taken) {
        nextLocal = taken;
    }

    VectorCode load(int local) {
        code.aload(local);
        return this;
    }

    /** Move the vector on the stack to a new local variable. */
    int keep() {
        int local = local();
        code.astore(local);
        return local;
    }

    VectorCode species() {
        code.getstatic(FLOATS, "SPECIES_PREFERRED", SPECIES);
        return this;
    }

    VectorCode broadcast(float value) {
        species();
        code.loadConstant(value);
        return broadcastLoaded();
    }

    /** Of the species and float on the stack. */
    VectorCode broadcastLoaded() {
        code.invokestatic(FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, CD_float));
        return this;
    }

    VectorCode broadcastInt(int value) {
        code.getstatic(INTS, "SPECIES_PREFERRED", SPECIES);
        code.loadConstant(value);
        code.invokestatic(INTS, "broadcast", MethodTypeDesc.of(INTS, SPECIES, CD_int));
        return this;
    }

    /** Of species, array and index on the stack. */
    VectorCode fromArray() {
        code.invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, CD_int));
        return this;
    }

    /** Of vector, array and index on the stack. */
    VectorCode intoArray() {
        code.invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(CD_void, ARRAY, CD_int));
        return this;
    }

    /** An operation of no, one or two more vectors, by its name. */
    VectorCode floats(String name, int more) {
        ClassDesc[] types = new ClassDesc[more];
        Arrays.fill(types, VECTOR);
        code.invokevirtual(FLOATS, name, MethodTypeDesc.of(FLOATS, types));
        return this;
    }

    /** An operation with one number. */
    VectorCode number(String name, float value) {
        code.loadConstant(value);
        code.invokevirtual(FLOATS, name, MethodTypeDesc.of(FLOATS, CD_float));
        return this;
    }

    VectorCode fma() {
        return floats("fma", 2);
    }

    VectorCode add() {
        return floats("add", 1);
    }

    VectorCode sub() {
        return floats("sub", 1);
    }

    VectorCode mul() {
        return floats("mul", 1);
    }

    VectorCode compare(String comparison, float value) {
        code.getstatic(OPERATORS, comparison, COMPARISON);
        code.loadConstant(value);
        code.invokevirtual(FLOATS, "compare", MethodTypeDesc.of(MASK, COMPARISON, CD_float));
        return this;
    }

    VectorCode compare(String comparison, int local) {
        code.getstatic(OPERATORS, comparison, COMPARISON);
        load(local);
        code.invokevirtual(FLOATS, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
        return this;
    }

    /** Of vector, vector and mask on the stack: the second one where the mask is set. */
    VectorCode blend() {
        code.invokevirtual(FLOATS, "blend", MethodTypeDesc.of(FLOATS, VECTOR, MASK));
        return this;
    }

    /** Of vector, number and mask on the stack. */
    VectorCode blendNumber() {
        code.invokevirtual(FLOATS, "blend", MethodTypeDesc.of(FLOATS, CD_float, MASK));
        return this;
    }

    VectorCode toInts() {
        code.invokevirtual(FLOATS, "reinterpretAsInts", MethodTypeDesc.of(INTS));
        return this;
    }

    VectorCode toFloats() {
        code.invokevirtual(INTS, "reinterpretAsFloats", MethodTypeDesc.of(FLOATS));
        return this;
    }

    /** An operation of the two int vectors on the stack. */
    VectorCode ints(String name) {
        code.invokevirtual(INTS, name, MethodTypeDesc.of(INTS, VECTOR));
        return this;
    }

    /** An operation of the int vector on the stack with one number. */
    VectorCode intNumber(String name, int value) {
        code.loadConstant(value);
        code.invokevirtual(INTS, name, MethodTypeDesc.of(INTS, CD_int));
        return this;
    }

    VectorCode shift(String operator, int bits) {
        return lanewise(operator, BINARY, bits);
    }

    VectorCode and(int bits) {
        return lanewise("AND", ASSOCIATIVE, bits);
    }

    VectorCode or(int bits) {
        return lanewise("OR", ASSOCIATIVE, bits);
    }

    private VectorCode lanewise(String operator, ClassDesc type, int value) {
        code.getstatic(OPERATORS, operator, type);
        code.loadConstant(value);
        code.invokevirtual(INTS, "lanewise", MethodTypeDesc.of(INTS, BINARY, CD_int));
        return this;
    }
}
