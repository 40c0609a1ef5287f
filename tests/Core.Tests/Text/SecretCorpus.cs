namespace TmuxBuilder.Core.Tests.Text;

/// <summary>Secrets of every kind that is known, made up, as they look where they are found.</summary>
internal static class SecretCorpus
{
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Base64Url = Base62 + "-_";
    private const string Base64 = Base62 + "+/";
    private const string Hex = "0123456789abcdef";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Made anew from <paramref name="seed"/>: no scanner takes the file for a leak.</summary>
    public static IEnumerable<(string Kind, string Secret)> Shaped(int seed)
    {
        var random = new Random(seed);
        string Of(string digits, int length) => new(random.GetItems(digits.AsSpan(), length));

        yield return ("AWS key id", "AKIA" + Of(Base32, 16));
        yield return ("AWS temporary key id", "ASIA" + Of(Base32, 16));
        yield return ("Anthropic key", "sk-ant-api03-" + Of(Base64Url, 93) + "AA");
        yield return ("Anthropic sign-in token", "sk-ant-oat01-" + Of(Base64Url, 93) + "AA");
        yield return ("OpenAI key", "sk-proj-" + Of(Base64Url, 64));
        yield return ("OpenAI old key", "sk-" + Of(Base62, 48));
        yield return ("GitHub classic token", "ghp_" + Of(Base62, 36));
        yield return ("GitHub server token", "ghs_" + Of(Base62, 36));
        yield return ("GitHub OAuth token", "gho_" + Of(Base62, 36));
        yield return ("GitHub fine-grained token", "github_pat_" + Of(Base62, 22) + "_" + Of(Base62, 59));
        yield return ("GitLab token", "glpat-" + Of(Base64Url, 20));
        yield return ("Google API key", "AIza" + Of(Base64Url, 35));
        yield return ("Google OAuth token", "ya29." + Of(Base64Url, 120));
        yield return ("Google client secret", "GOCSPX-" + Of(Base64Url, 28));
        yield return ("Stripe secret key", "sk_live_" + Of(Base62, 24));
        yield return ("Stripe test key", "sk_test_" + Of(Base62, 99));
        yield return ("Stripe restricted key", "rk_live_" + Of(Base62, 24));
        yield return ("Stripe webhook secret", "whsec_" + Of(Base62, 32));
        yield return ("Slack bot token", "xoxb-" + Of("0123456789", 12) + "-" + Of(Base62, 24));
        yield return ("Slack app token", "xapp-1-A" + Of(Base32, 10) + "-" + Of(Hex, 64));
        yield return ("Slack webhook", "https://hooks.slack.com/services/T" + Of(Base32, 8) + "/B" + Of(Base32, 8)
            + "/" + Of(Base62, 24));
        yield return ("npm token", "npm_" + Of(Base62, 36));
        yield return ("PyPI token", "pypi-AgEIcHlwaS5vcmc" + Of(Base64Url, 120));
        yield return ("SendGrid key", "SG." + Of(Base64Url, 22) + "." + Of(Base64Url, 43));
        yield return ("Hugging Face token", "hf_" + Of(Base62, 34));
        yield return ("DigitalOcean token", "dop_v1_" + Of(Hex, 64));
        yield return ("Shopify token", "shpat_" + Of(Hex, 32));
        yield return ("Telegram bot token", Of("123456789", 10) + ":AA" + Of(Base64Url, 33));
        yield return ("JWT", "eyJ" + Of(Base64Url, 33) + ".eyJ" + Of(Base64Url, 60) + "." + Of(Base64Url, 43));
        yield return ("JWT without signature", "eyJ" + Of(Base64Url, 33) + ".eyJ" + Of(Base64Url, 60) + ".");
        foreach (var kind in (string[])["RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA ", ""])
        {
            var lines = string.Join('\n', Enumerable.Range(0, 12).Select(_ => Of(Base64, 64)));
            var pem = $"-----BEGIN {kind}PRIVATE KEY-----\n{lines}\n-----END {kind}PRIVATE KEY-----\n";
            yield return ($"PEM {kind}key", pem);
            yield return ($"PEM {kind}key in JSON", pem.Replace("\n", "\\n", StringComparison.Ordinal));
        }

        const string Block = "PGP PRIVATE KEY BLOCK";
        yield return ("PGP key", $"-----BEGIN {Block}-----\n\n{Of(Base64, 64)}\n=aB1+\n-----END {Block}-----");
    }

    /// <summary>Text with a secret in it, which must not be left; what stands around it tells it.</summary>
    public static IEnumerable<(string Kind, string Text, string Secret)> Named(int seed)
    {
        var random = new Random(seed);
        string Of(string digits, int length) => new(random.GetItems(digits.AsSpan(), length));
        (string Kind, string Text, string Secret) With(string kind, string format, string secret) =>
            (kind, format.Replace("{}", secret, StringComparison.Ordinal), secret);

        yield return With(
            "AWS credentials file",
            "[default]\naws_secret_access_key = {}\nregion = eu-west-1",
            Of(Base64, 40));
        yield return With("AWS environment", "export AWS_SECRET_ACCESS_KEY={}", Of(Base64, 40));
        yield return With("AWS session token", "AWS_SESSION_TOKEN=\"{}\"", Of(Base64, 400));
        yield return With("AWS JSON", """{"SecretAccessKey": "{}", "Version": 1}""", Of(Base64, 40));
        yield return With(
            "SQL Server",
            "Server=tcp:db.example.com,1433;User ID=sa;Password={};Encrypt=True",
            Of(Base62, 14) + "!");
        yield return With("PostgreSQL", "postgresql://app:{}@db.example.com:5432/shop?sslmode=require", Of(Base62, 16));
        yield return With("MySQL", "mysql://root:{}@127.0.0.1/shop", Of(Base62, 8));
        yield return With("MongoDB", "mongodb+srv://app:{}@cluster0.example.net/?retryWrites=true", Of(Base62, 16));
        yield return With("Redis", "rediss://:{}@cache.example.com:6380/0", Of(Base62, 32));
        yield return With("AMQP", "amqps://app:{}@mq.example.com/vhost", Of(Base62, 12));
        yield return With(
            "JDBC",
            "jdbc:postgresql://db.example.com/shop?user=app&password={}&ssl=true",
            Of(Base62, 12));
        yield return With(
            "Azure storage",
            "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={};EndpointSuffix=core.windows.net",
            Of(Base64, 86) + "==");
        yield return With(
            "Azure service bus",
            "Endpoint=sb://x.example.net/;SharedAccessKeyName=Root;SharedAccessKey={}",
            Of(Base64, 43) + "=");
        yield return With(
            "Azure signed address",
            "https://shop.blob.example.net/a/b.png?sv=2024-11-04&se=2026-01-01&sig={}&sr=b",
            Of(Base62, 43) + "%3D");
        yield return With("git remote", "git clone https://me:{}@git.example.com/me/site.git", Of(Base62, 20));
        yield return With("npmrc", "//registry.example.com/:_authToken={}", Of(Base62, 36));
        yield return With(
            "Docker",
            """{"auths":{"r.example.com":{"username":"me","password":"{}"}}}""",
            Of(Base62, 18));
        yield return With("env file", "SMTP_HOST=mail.example.com\nSMTP_PASSWORD={}\nSMTP_PORT=587", Of(Base62, 16));
        yield return With("YAML", "database:\n  user: app\n  password: {}\n", Of(Base62, 12));
        yield return With("TOML", "api_key = \"{}\"", Of(Hex, 32));
        yield return With("TypeScript", "const client = new Client({ apiKey: '{}', region: 'eu' });", Of(Hex, 32));
        yield return With(
            "JSON in a log line",
            """request failed {\"client_secret\":\"{}\",\"code\":400}""",
            Of(Base62, 24));
        yield return With("command line", "mysqldump --user app --password {} shop > dump.sql", Of(Base62, 12));
        yield return With(
            "bearer header",
            "curl -H 'Authorization: Bearer {}' https://api.example.com/v1/me",
            Of(Base64Url, 43));
        yield return With("basic header", "Authorization: Basic {}", Of(Base62, 27) + "=");
        yield return With("cookie", "Set-Cookie: session_token={}; HttpOnly; Secure", Of(Base64Url, 43));
        yield return With("signing key", "SIGNING_KEY: '{}'", Of(Base64, 44));
        yield return With("passphrase", "passphrase = {}", "correct-horse-battery-staple");
        yield return With("PHP", "define('DB_PASSWORD', 'x'); $password = \"{}\";", Of(Base62, 10));
    }

    /// <summary>Random characters with nothing around them: most have to be seen, not all can.</summary>
    public static IEnumerable<string> Random(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var digits = i % 2 == 0 ? Base62 : Base64Url;
            var length = (int[])[32, 36, 40, 43, 48, 56, 66, 86];
            yield return new string(random.GetItems(digits.AsSpan(), length[i % length.Length]));
        }
    }
}
