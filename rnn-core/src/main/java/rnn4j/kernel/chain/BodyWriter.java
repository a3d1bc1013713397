package rnn4j.kernel.chain;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Write the class of a chain: a loop over rows around a loop over vectors, with all mathematics in its body.
 *
 * <p>No vector crosses a call or is kept in a field, so C2 boxes none. Terms that reach no store are left out.
 */
final class BodyWriter {
    private static final ClassDesc INTS = CD_int.arrayType();
    private static final MethodTypeDesc LOOPS =
            MethodTypeDesc.of(CD_void, CD_float.arrayType().arrayType(), INTS, INTS, CD_int, CD_int, CD_int, CD_int);
    private static final int ARRAYS = 1;
    private static final int FROM = 2;
    private static final int ROW_STEP = 3;
    private static final int ROW = 4;
    private static final int END_ROW = 5;
    private static final int UNIT = 6;
    private static final int END_UNIT = 7;
    private static final int FIRST_FREE = 8;

    private final Chain chain;
    private final int lanes;
    private final BitSet used;
    private final BitSet touched;

    private BodyWriter(Chain chain, int lanes) {
        this.chain = chain;
        this.lanes = lanes;
        Uses uses = new Uses(chain);
        used = uses.terms();
        touched = uses.buffers();
    }

    /** Make the loops of a chain. */
    static ChainBody body(Chain chain, int lanes) {
        try {
            MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(bytes(chain, lanes), true);
            return (ChainBody) made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("chain: the class generated for it cannot be used", e);
        }
    }

    /** The bytes of the class, in this package. */
    static byte[] bytes(Chain chain, int lanes) {
        BodyWriter writer = new BodyWriter(chain, lanes);
        ClassDesc body = ClassDesc.of(ChainBody.class.getName());
        ClassDesc name = ClassDesc.of(BodyWriter.class.getPackageName(), "ChainLoops");
        return ClassFile.of()
                .build(
                        name,
                        made -> made.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                .withInterfaceSymbols(body)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.aload(0)
                                                .invokespecial(
                                                        CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody(
                                        "run", LOOPS, ClassFile.ACC_PUBLIC, code -> writer.new Method(code).write()));
    }

    /** The method while it is written. */
    private final class Method {
        private final CodeBuilder code;
        private final VectorCode vectors;
        private final FunctionCode functions;
        private final int[] array = new int[chain.buffers()];
        private final int[] start = new int[chain.buffers()];
        private final int[] step = new int[chain.buffers()];
        private final int[] value = new int[chain.terms().size()];
        private final int at;

        Method(CodeBuilder code) {
            this.code = code;
            vectors = new VectorCode(code, FIRST_FREE);
            functions = new FunctionCode(vectors);
            at = vectors.local();
            Arrays.fill(value, -1);
        }

        void write() {
            touched.stream().forEach(this::openBuffer);
            Label rows = code.newBoundLabel();
            Label end = code.newLabel();
            code.iload(ROW).iload(END_ROW).if_icmpge(end);
            spreadLoads();
            row();
            touched.stream()
                    .forEach(i -> code.iload(start[i]).iload(step[i]).iadd().istore(start[i]));
            code.iinc(ROW, 1).goto_(rows);
            code.labelBinding(end).return_();
        }

        private void openBuffer(int i) {
            array[i] = vectors.local();
            start[i] = vectors.local();
            step[i] = vectors.local();
            code.aload(ARRAYS).loadConstant(i).aaload().astore(array[i]);
            code.aload(ROW_STEP).loadConstant(i).iaload().istore(step[i]);
            code.aload(FROM).loadConstant(i).iaload();
            code.iload(ROW).iload(step[i]).imul().iadd().istore(start[i]);
        }

        private void spreadLoads() {
            forTerms((place, term) -> {
                if (term instanceof Chain.Load load && load.spread()) {
                    vectors.species();
                    code.aload(array[load.buffer()]).iload(start[load.buffer()]).faload();
                    value[place] = vectors.broadcastLoaded().keep();
                }
            });
        }

        private void row() {
            code.iload(UNIT).istore(at);
            Label units = code.newBoundLabel();
            Label end = code.newLabel();
            code.iload(at).iload(END_UNIT).if_icmpge(end);
            body();
            code.iinc(at, lanes).goto_(units);
            code.labelBinding(end);
        }

        private void body() {
            forTerms((place, term) -> {
                if (term instanceof Chain.Load load && !load.spread()) {
                    vectors.species();
                    place(load.buffer());
                    value[place] = vectors.fromArray().keep();
                }
            });
            forTerms((place, term) -> {
                if (!(term instanceof Chain.Load)) {
                    compute(term);
                    value[place] = vectors.keep();
                }
                storeAll(place);
            });
        }

        private void storeAll(int place) {
            for (Chain.Store store : chain.stores()) {
                if (store.term() == place) {
                    vectors.load(value[place]);
                    place(store.buffer());
                    vectors.intoArray();
                }
            }
        }

        private void place(int buffer) {
            code.aload(array[buffer]).iload(start[buffer]).iload(at).iadd();
        }

        private void compute(Chain.Term term) {
            switch (term) {
                case Chain.Load load -> throw new AssertionError(load);
                case Chain.Constant constant -> vectors.broadcast(constant.value());
                case Chain.Apply one -> functions.unary(one.function(), value[one.x()]);
                case Chain.Apply2 two -> functions.binary(two.function(), value[two.a()], value[two.b()]);
                case Chain.Apply3 three ->
                    functions.ternary(three.function(), value[three.a()], value[three.b()], value[three.c()]);
            }
        }

        private void forTerms(Visitor visitor) {
            List<Chain.Term> terms = chain.terms();
            used.stream().forEach(place -> visitor.visit(place, terms.get(place)));
        }
    }

    /** What is done with each term that is used. */
    private interface Visitor {
        void visit(int place, Chain.Term term);
    }
}
