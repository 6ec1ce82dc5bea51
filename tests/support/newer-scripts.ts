import { Linter, type Rule } from 'eslint';
import esx from 'eslint-plugin-es-x';
import { api, isNewer, javascript, named, partsOf } from './compatibility.ts';

/** Members that may be missing, and what is left then. */
const ORNAMENTS: ReadonlyMap<string, string> = new Map([
  ['ariaLive', 'a note beside the neighbourhood that is shown and not read aloud'],
]);

/**
 * Says what a script holds that one of the declared engines lacks: syntax, which keeps the whole script from loading, and members
 * of the platform's objects, each with its line. A member that the script also defines itself is taken for its own.
 */
export function newerScript(code: string): string[] {
  const messages = new Linter().verify(code, {
    plugins: { 'es-x': esx, engines: { rules: { members } } },
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    // Marks left for a linter are for the code that they stand in.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    rules: {
      ...esx.configs['flat/restrict-to-es2022'].rules,
      // Parts of the build's target version that Safari 15.4 lacks.
      'es-x/no-class-static-block': 'error',
      'es-x/no-regexp-lookbehind-assertions': 'error',
      'engines/members': 'error',
    },
  });
  return [...new Set(messages.map(({ message, line }) => `${message} (line ${line})`))];
}

const members: Rule.RuleModule = {
  create(context) {
    const own = new Set<string>();
    const used: { name: string; node: Rule.Node }[] = [];
    return {
      ':matches(MethodDefinition, PropertyDefinition, ObjectExpression > Property) > Identifier.key'(
        node: Rule.Node,
      ) {
        if (node.type === 'Identifier') own.add(node.name);
      },
      ':matches(MemberExpression[computed=false] > Identifier.property, ObjectPattern > Property > Identifier.key)'(
        node: Rule.Node,
      ) {
        if (node.type === 'Identifier') used.push({ name: node.name, node });
      },
      'Program:exit'() {
        for (const { identifier } of context.sourceCode.scopeManager.globalScope?.through ?? [])
          if (isNewerGlobal(identifier.name))
            context.report({ node: identifier, message: `${identifier.name} is too new.` });
        for (const { name, node } of used)
          if (!own.has(name) && !ORNAMENTS.has(name) && isNewerMember(name))
            context.report({ node, message: `.${name} is too new.` });
      },
    };
  },
};

/** True when no object that old engines have knows a member of the name. */
function isNewerMember(name: string): boolean {
  const ofThePage = partsOf(api).flatMap((place) => place[name] ?? []);
  const features = [...ofThePage, ...named(javascript.builtins ?? {}, name)];
  return features.length > 0 && features.every(isNewer);
}

const isNewerGlobal = (name: string) =>
  isNewer(javascript.builtins?.[name] ?? api[name] ?? api.Window?.[name]);
