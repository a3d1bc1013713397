package rnn4j.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Parses source files (no more than that) and lists the methods and the public things without a comment. */
final class SourceReader extends TreePathScanner<@Nullable Void, CompilationUnitTree> {
    /** A method with the number of lines of its body, the braces' among them. */
    record Method(String file, String name, long lines) {
        @Override
        public String toString() {
            return file + " " + name + ": " + lines + " lines";
        }
    }

    private final DocTrees trees;
    private final List<Method> methods = new ArrayList<>();
    private final List<String> undocumented = new ArrayList<>();

    private SourceReader(DocTrees trees) {
        this.trees = trees;
    }

    static SourceReader read(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourceReader reader = new SourceReader(DocTrees.instance(task));
            for (CompilationUnitTree file : task.parse()) {
                reader.scan(file, file);
            }
            return reader;
        }
    }

    List<Method> methods() {
        return List.copyOf(methods);
    }

    /** List the public types and the public or protected methods in public types that no comment explains. */
    List<String> undocumented() {
        return List.copyOf(undocumented);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, CompilationUnitTree file) {
        if (visible(getCurrentPath()) && undocumentedHere()) {
            undocumented.add(name(file) + ": " + type.getSimpleName());
        }
        return super.visitClass(type, file);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree file) {
        if (method.getBody() != null) {
            var positions = trees.getSourcePositions();
            long first = positions.getStartPosition(file, method.getBody());
            long last = positions.getEndPosition(file, method.getBody());
            long lines =
                    file.getLineMap().getLineNumber(last) - file.getLineMap().getLineNumber(first) + 1;
            methods.add(new Method(name(file), method.getName().toString(), lines));
        }
        if (visible(getCurrentPath()) && !explainedElsewhere(method) && undocumentedHere()) {
            undocumented.add(name(file) + ": " + method.getName());
        }
        return super.visitMethod(method, file);
    }

    private boolean undocumentedHere() {
        return trees.getDocComment(getCurrentPath()) == null;
    }

    /** Whether others see it: it is public or protected, and so is all that it stands in. */
    private static boolean visible(TreePath path) {
        TreePath parent = path.getParentPath();
        if (parent == null) {
            return true;
        }
        Set<Modifier> flags = switch (path.getLeaf()) {
            case ClassTree type -> type.getModifiers().getFlags();
            case MethodTree method -> method.getModifiers().getFlags();
            default -> Set.of(Modifier.PUBLIC);
        };
        boolean inInterface = parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
        boolean here = inInterface
                ? !flags.contains(Modifier.PRIVATE)
                : flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        return here && visible(parent);
    }

    /** An override is explained by what it overrides, the constructor of a record by the record. */
    private boolean explainedElsewhere(MethodTree method) {
        Tree type = getCurrentPath().getParentPath().getLeaf();
        boolean constructor = method.getReturnType() == null;
        return (constructor && type.getKind() == Tree.Kind.RECORD)
                || method.getModifiers().getAnnotations().stream()
                        .map(AnnotationTree::getAnnotationType)
                        .anyMatch(annotation -> annotation.toString().equals("Override"));
    }

    private static String name(CompilationUnitTree file) {
        return House.ROOT.relativize(Path.of(file.getSourceFile().toUri())).toString();
    }
}
