using System.Buffers;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Core.Text;

/// <summary>
/// Takes secrets out of text before anything is stored. A pattern that fails has looked at a bounded number of
/// characters, and what matches is not looked at again, so the time is linear in the text whatever it holds.
/// </summary>
public static partial class SecretRedactor
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "[redacted]";

    /// <summary>Text without any of these holds no secret a pattern would find; nearly all text is done here.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        [
            "AKIA", "ASIA", "ABIA", "ACCA", "sk-", "sk_", "rk_", "pk_", "whsec_", "ghp_", "gho_", "ghu_", "ghs_",
            "ghr_", "github_pat_", "AIza", "ya29.", "GOCSPX-", "xox", "xapp-", "hooks.slack.com", "eyJ", "PRIVATE KEY",
            "://", "pass", "pwd", "secret", "token", "key", "credential", "authorization", "bearer", "basic", "npm_",
            "glpat-", "SG.", "hf_", "dop_v1_", "shp", "pypi-", ":AA", "sig=",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with every recognised key, token and password replaced; itself when there is none.</summary>
    public static string Redact(string text)
    {
        if (text.AsSpan().ContainsAny(Hints))
        {
            text = PrivateKey().Replace(text, Mark);
            text = Shaped().Replace(text, Mark);
            text = InUrl().Replace(text, "$1" + Mark + "@");
            text = Scheme().Replace(text, "$1" + Mark);
            text = Flag().Replace(text, "$1" + Mark);
            text = SignedAddress().Replace(text, "$1" + Mark);
            text = Named().Replace(text, static match => match.Groups["lead"].Value + Mark);
        }

        return RandomRuns.Redact(text);
    }

    /// <summary>
    /// Whether text that is meant for everybody holds a secret by its shape. What is told only by the word before it,
    /// as in <c>token: value</c>, is ordinary in scripts, and some keys are made to stand in a page: neither counts.
    /// </summary>
    public static bool FindsSecret(string text)
    {
        if (!text.AsSpan().ContainsAny(Hints))
        {
            return false;
        }

        foreach (var found in Shaped().EnumerateMatches(text))
        {
            if (!IsForPages(text.AsSpan(found.Index, found.Length)))
            {
                return true;
            }
        }

        return PrivateKey().IsMatch(text) || InUrl().IsMatch(text);
    }

    /// <summary>Whether a value under this name is a secret whatever it looks like.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>
    /// Stripe's publishable keys, Google's browser keys, and signed tokens such as anonymous API keys.
    /// </summary>
    private static bool IsForPages(ReadOnlySpan<char> key) =>
        key.StartsWith("pk_", StringComparison.Ordinal)
        || key.StartsWith("AIza", StringComparison.Ordinal)
        || key.StartsWith("eyJ", StringComparison.Ordinal);

    [GeneratedRegex(
        """
        -----BEGIN\ [A-Z0-9\ ]{0,40}PRIVATE\ KEY(?:\ BLOCK)?-----
        (?> [^-]+ | -(?!----END) )*
        (?: -----END\ [A-Z0-9\ ]{0,40}PRIVATE\ KEY(?:\ BLOCK)?----- )?
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PrivateKey();

    // In order: AWS key id, Anthropic and OpenAI, Stripe, GitHub (classic, fine-grained), Google (key, OAuth token,
    // client secret), Slack (tokens, webhook), JWT, npm, GitLab, SendGrid, Hugging Face, DigitalOcean, Shopify, PyPI,
    // Telegram.
    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])(?:
            (?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])
          | sk-(?>[A-Za-z0-9_-]{20,})
          | (?:sk|rk|pk)_(?:live|test)_(?>[A-Za-z0-9]{10,})
          | whsec_(?>[A-Za-z0-9+/=]{16,})
          | gh[pousr]_(?>[A-Za-z0-9]{20,})
          | github_pat_(?>[A-Za-z0-9_]{20,})
          | AIza(?>[A-Za-z0-9_-]{30,})
          | ya29\.(?>[A-Za-z0-9_.-]{20,})
          | GOCSPX-(?>[A-Za-z0-9_-]{20,})
          | xox[a-z]-(?>[A-Za-z0-9-]{10,})
          | xapp-(?>[A-Za-z0-9-]{10,})
          | https://hooks\.slack\.com/(?>[A-Za-z0-9/_-]{10,})
          | eyJ(?>[A-Za-z0-9_-]{8,1000})\.(?>[A-Za-z0-9_-]{8,})(?:\.(?>[A-Za-z0-9_.-]*))?
          | npm_(?>[A-Za-z0-9]{30,})
          | glpat-(?>[A-Za-z0-9_-]{16,})
          | SG\.(?>[A-Za-z0-9_-]{16,})\.(?>[A-Za-z0-9_-]{16,})
          | hf_(?>[A-Za-z0-9]{30,})
          | dop_v1_(?>[a-f0-9]{40,})
          | shp(?:at|ca|pa|ss)_(?>[a-fA-F0-9]{30,})
          | pypi-(?>[A-Za-z0-9_-]{40,})
          | [0-9]{8,10}:AA(?>[A-Za-z0-9_-]{30,})
        )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Shaped();

    [GeneratedRegex(@"(://(?>[^\s:@/?#""'<>]{0,200}):)[^\s/?#""'<>]{1,400}@")]
    private static partial Regex InUrl();

    [GeneratedRegex(@"(?<![A-Za-z0-9])((?i:bearer|basic)\s{1,4})(?>[A-Za-z0-9._~+/=-]{16,})")]
    private static partial Regex Scheme();

    // …?sv=…&sig=…, as addresses with a right in them have it
    [GeneratedRegex(@"([?&;]sig=)(?>[A-Za-z0-9%+/=_-]{16,})")]
    private static partial Regex SignedAddress();

    // --token abcd, as on a command line
    [GeneratedRegex(
        """
        (--(?:password|passphrase|token|auth-token|secret|api-key|access-key|secret-key)[ \t]{1,4})
        (?>[^\s"'-][^\s"']{3,})
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Flag();

    // password=…, "aws_secret_access_key": "…", token: …, Pwd=…; — also inside JSON in a string. What names a
    // type, a variable or a call is no value.
    [GeneratedRegex(
        """
        (?<lead>
            (?i:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|
               signing[_-]?key|encryption[_-]?key|credential|authorization)
            (?i:[_-]?(?:access|key|value|id|hash|string)){0,3}
            (?:\\{0,3}["'])? [ \t]{0,4} (?>=>?|:=?) [ \t]{0,4}
            (?: (?<quote>\\{0,3}["']) | (?!</|(?:
                (?:process\.env|import\.meta|os\.environ|this|self|options|config|settings|props|request|context)\.
              | (?i:string|number|boolean|null|undefined|true|false|none|required|optional|await|new)
                (?=[\s,;)}\]|?&]|\.?(?:\s|\z))
              | \$\{ | \$[A-Z_]+(?![A-Za-z0-9]) | %[A-Z_]+% | [A-Za-z_$][A-Za-z0-9_$.]*\( )) )
        )
        (?> (?(quote) (?:(?!\k<quote>)(?:\\.|[^\r\n])){1,} | [^\s"',;&<>(){}|\\]{4,} ) )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Named();

    [GeneratedRegex(
        """
        (?i:
            pass(?:word|wd|phrase)$ | ^pwd$ | token$ | ^authorization$ | ^credentials?$
          | secret(?:[_-]?(?:access)?[_-]?key)?$
          | (?:api|access|private|account|signing|encryption)[_-]?key(?:[_-]?id)?$
        )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SecretName();
}
