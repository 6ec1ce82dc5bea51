import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const { factory } = ts;

/** A script of `src/scripts`, with a call `beforeStatement(number)` before each statement and each arrow's expression. */
export async function instrumentedScript(file: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../../src/scripts/${file}`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', write: false });
  const source = ts.createSourceFile('form.js', outputFiles[0]?.text ?? '', ts.ScriptTarget.Latest);
  let number = 0;
  const call = (): ts.Expression =>
    factory.createCallExpression(factory.createIdentifier('beforeStatement'), undefined, [
      factory.createNumericLiteral(number++),
    ]);
  const instrumented = (statements: readonly ts.Statement[]): ts.Statement[] =>
    statements.flatMap((statement) => [factory.createExpressionStatement(call()), statement]);
  const { transformed } = ts.transform(source, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node => {
        const inner = ts.visitEachChild(node, visit, context);
        if (ts.isBlock(inner)) return factory.updateBlock(inner, instrumented(inner.statements));
        if (ts.isCaseClause(inner))
          return factory.updateCaseClause(inner, inner.expression, instrumented(inner.statements));
        if (ts.isArrowFunction(inner) && !ts.isBlock(inner.body)) {
          const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken } = inner;
          const body = factory.createParenthesizedExpression(factory.createComma(call(), inner.body));
          return factory.createArrowFunction(
            modifiers,
            typeParameters,
            parameters,
            type,
            equalsGreaterThanToken,
            body,
          );
        }
        return inner;
      };
      return ts.visitEachChild(root, visit, context);
    },
  ]);
  return ts.createPrinter().printFile(transformed[0] ?? source);
}
