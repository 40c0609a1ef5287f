using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Tests.Activity;

public sealed class SecretRedactorTests
{
    private const string Key40 = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    // Assembled at run time, so that no scanner takes this file for a leak.
    public static TheoryData<string, string> Secrets => new()
    {
        { "AWS key id", "AKIA" + "IOSFODNN7EXAMPLE" },
        { "AWS temporary key id", "ASIA" + "IOSFODNN7EXAMPLE" },
        { "AWS secret key alone", Key40 },
        { "Anthropic key", "sk-ant-" + "api03-AbCdEf123456_-AbCdEf123456_-AA" },
        { "OpenAI key", "sk-" + "proj-abcdefghijklmnop1234567890" },
        { "Stripe key", "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc" },
        { "Stripe webhook secret", "whsec_" + "4eC39HqLyjWDarjtT1zdp7dc" },
        { "GitHub token", "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a" },
        { "GitHub fine-grained token", "github_pat_" + "11ABCDEFG0abcdefghijkl_mnopqrstuv" },
        { "Google API key", "AIza" + "SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY" },
        { "Google OAuth token", "ya29." + "a0AfH6SMBx1234567890abcdefghij" },
        { "Slack bot token", "xoxb-" + "123456789012-abcdefABCDEF" },
        { "Slack webhook", "https://hooks.slack.com/" + "services/T000/B000/XXXXXXXXXXXX" },
        { "JWT", "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U" },
        { "npm token", "npm_" + "abcdefghijklmnopqrstuvwxyz0123456789" },
        { "PEM key", "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEow/+abc=\nxyz\n-----END RSA PRIVATE KEY-----" },
        { "PEM key cut short", "-----BEGIN PRIVATE " + "KEY-----\nMIIEow" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_taken_out_wherever_it_stands(string kind, string secret)
    {
        (string, string)[] places = [("", ""), ("use ", " now"), ("x=\"", "\","), ("(", ")"), ("a:", "\nb")];
        foreach (var (before, after) in places)
        {
            var redacted = SecretRedactor.Redact(before + secret + after);

            Assert.False(redacted.Contains(secret, StringComparison.Ordinal), $"{kind} is left in: {redacted}");
            Assert.Contains(SecretRedactor.Mark, redacted, StringComparison.Ordinal);
            Assert.StartsWith(before, redacted, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("password=hunter22", "password=[redacted]")]
    [InlineData("DB_PASSWORD: hunter22, next", "DB_PASSWORD: [redacted], next")]
    [InlineData("""{"password": "hunt er\"22", "a": 1}""", """{"password": "[redacted]", "a": 1}""")]
    [InlineData("""{\"client_secret\":\"abcdef\"}""", """{\"client_secret\":\"[redacted]\"}""")]
    [InlineData(
        "Server=db;User=sa;Password=p@ss!word;Encrypt=true", "Server=db;User=sa;Password=[redacted];Encrypt=true")]
    [InlineData("postgres://app:s3cr3t@db:5432/x", "postgres://app:[redacted]@db:5432/x")]
    [InlineData("redis://:p@ss@cache", "redis://:[redacted]@cache")]
    [InlineData("Authorization: Bearer abcdefghijklmnopqrst", "Authorization: [redacted] [redacted]")]
    [InlineData("curl -H 'Bearer abcdefghijklmnopqrst'", "curl -H 'Bearer [redacted]'")]
    [InlineData("token: abcd1234", "token: [redacted]")]
    [InlineData("API_KEY=abcd1234", "API_KEY=[redacted]")]
    [InlineData("aws_secret_access_key = abcd/1234", "aws_secret_access_key = [redacted]")]
    [InlineData("AccountKey=abcd1234==;x", "AccountKey=[redacted];x")]
    [InlineData("mysql --password hunter22 -u root", "mysql --password [redacted] -u root")]
    public void The_value_of_a_secret_name_is_taken_out_and_the_name_stays(string said, string kept) =>
        Assert.Equal(kept, SecretRedactor.Redact(said));

    [Theory]
    [InlineData("Installing tailwindcss@3 and vite")]
    [InlineData("commit 8f94139338f9404f26296befa88755fc2598c289")]
    [InlineData("see https://example.com:8080/a?email=me@example.com")]
    [InlineData("used 1500 tokens: 900 in, 600 out")]
    [InlineData("<input type=\"password\" name=\"p\">")]
    [InlineData("<label>Password:</label>")]
    [InlineData("src/components/header/navigation/Menu.tsx")]
    [InlineData("sk-short and eyJ alone")]
    [InlineData("The key point: a keyboard for AKIA fans")]
    [InlineData("a2f1c6f0b1a2f1c6f0b1a2f1c6f0b1a2f1c6f0b1a2f1c6f0b1a2f1c6f0b1aaaa")]
    public void Ordinary_text_stays_as_it_is(string said) => Assert.Same(said, SecretRedactor.Redact(said));

    [Theory]
    [InlineData("password", true)]
    [InlineData("secret_access_key", true)]
    [InlineData("SecretAccessKey", true)]
    [InlineData("apiKey", true)]
    [InlineData("auth_token", true)]
    [InlineData("input_tokens", false)]
    [InlineData("question_id", false)]
    [InlineData("key", false)]
    public void Names_of_secrets_are_known(string name, bool secret) =>
        Assert.Equal(secret, SecretRedactor.IsSecretName(name));
}
