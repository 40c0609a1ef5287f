using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TmuxBuilder.Api.Function;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Sockets.Function;
using TmuxBuilder.Sweeper.Function;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>Programs are told what they ask for, by the names that they know it by.</summary>
public sealed partial class SettingsTests
{
    public static TheoryData<bool> Stages() => [false, true];

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_api_starts_with_what_it_is_told(bool full) => Assert.NotNull(ApiHost.Compose(Told(full, "api")).Http);

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_sockets_start_with_what_they_are_told(bool full) =>
        Assert.NotNull(SocketsHost.Compose(Told(full, "sockets")).Socket);

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_sweeper_starts_with_what_it_is_told(bool full) =>
        Assert.NotNull(SweeperHost.Compose(Told(full, "sweeper")).Schedule);

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_function_trusts_amazons_roots_alone(bool full) => Assert.All(
        (full ? Stage.Full : Stage.Plain).OfType("AWS::Lambda::Function"),
        function =>
        {
            var told = function.Resource["Properties"]!["Environment"]!["Variables"]!;
            Assert.Equal("/var/task/amazon-roots.pem", (string?)told["SSL_CERT_FILE"]);
            Assert.Equal("/var/task/none", (string?)told["SSL_CERT_DIR"]);
            Assert.Equal("provided.al2023", (string?)function.Resource["Properties"]!["Runtime"]);
        });

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_setting_is_one_that_the_documentation_lists(bool full)
    {
        var listed = WordPattern().Matches(Checkout.Read("docs/aws-settings.md"))
            .Select(word => word.Groups[1].Value).ToHashSet();
        var stage = full ? Stage.Full : Stage.Plain;
        var told = stage.OfType("AWS::SSM::Parameter")
            .Select(one => ((string?)one.Resource["Properties"]!["Name"])!.Split('/')[^1])
            .Concat(stage.OfType("AWS::Lambda::Function")
                .SelectMany(one => one.Resource["Properties"]!["Environment"]!["Variables"]!.AsObject())
                .Where(one => one.Key.StartsWith(SettingReader.Prefix, StringComparison.Ordinal))
                .Select(one => one.Key[SettingReader.Prefix.Length..]));

        Assert.Empty(told.Except(listed).Except(["OIDC_AUTHORITY", "OIDC_CLIENT_ID"]));
    }

    [Fact]
    public void No_parameter_holds_a_secret() => Assert.All(
        Stage.Full.OfType("AWS::SSM::Parameter")
            .Where(one => SecretPattern().IsMatch((string?)one.Resource["Properties"]!["Name"] ?? "")),
        one => Assert.StartsWith(
            "/aws/reference/secretsmanager/tea/",
            (string?)one.Resource["Properties"]!["Value"],
            StringComparison.Ordinal));

    [Fact]
    public void Mistakes_in_a_stage_are_sentences()
    {
        var wrong = new StageSettings
        {
            Stage = "Tea",
            Domain = "x.example.com",
            WorkersMin = 0,
            LogDays = 31,
            Agent = "x",
            MailFrom = "me",
            NatGateways = 3,
        };

        var mistakes = wrong.Mistakes(deploying: true).ToList();

        Assert.Equal(8, mistakes.Count);
        Assert.All(mistakes, one => Assert.EndsWith(".", one, StringComparison.Ordinal));
    }

    [Fact]
    public void A_stage_file_with_an_unknown_name_is_refused_by_it()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "tea.json"), """{"Colour": "red"}""");

            var refused = Assert.Throws<StageException>(() => StageFile.Read(folder.FullName, "tea"));

            Assert.Contains("Colour", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_shipped_stage_can_be_looked_at_and_says_what_it_lacks_to_be_deployed()
    {
        var shipped = StageFile.Read(Path.Combine(Checkout.Root, "cdk/stages"), "tmux-builder");

        Assert.Empty(shipped.Mistakes(deploying: false));
        Assert.Equal(2, shipped.Mistakes(deploying: true).Count());
    }

    /// <summary>A function's environment, with something of the right shape for what only AWS knows.</summary>
    private static Func<string, string?> Told(bool full, string name)
    {
        var function = (full ? Stage.Full : Stage.Plain).OfType("AWS::Lambda::Function")
            .Single(one => one.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        var told = function.Resource["Properties"]!["Environment"]!["Variables"]!.AsObject()
            .ToDictionary(one => one.Key, one => Resolve(one.Key, one.Value!));
        told["AWS_REGION"] = "eu-central-1";
        return key => told.GetValueOrDefault(key);
    }

    private static string Resolve(string key, JsonNode value)
    {
        var text = value switch
        {
            JsonValue known => known.GetValue<string>(),
            _ when value["Fn::Join"] is { } joined => string.Concat(
                joined[1]!.AsArray().Select(part => Resolve(key, part!))),
            _ when (string?)value["Ref"] == "AWS::AccountId" => "123456789012",
            _ when (string?)value["Ref"] == "AWS::Region" => "eu-central-1",
            _ when (string?)value["Ref"] == "AWS::Partition" => "aws",
            _ when (string?)value["Ref"] == "AWS::URLSuffix" => "amazonaws.com",
            _ when key.EndsWith("QUEUE_URL", StringComparison.Ordinal) => "https://sqs.example.com/123456789012/queue",
            _ => "later",
        };
        return text.Contains("{{resolve:", StringComparison.Ordinal)
            ? key.EndsWith("SEALING_KEY", StringComparison.Ordinal)
                ? Convert.ToBase64String(new byte[32])
                : new string('s', 48)
            : text;
    }

    [GeneratedRegex("`([A-Z][A-Z_]+)`")]
    private static partial Regex WordPattern();

    [GeneratedRegex("PASSWORD|_KEY|SECRET|TOKEN")]
    private static partial Regex SecretPattern();
}
