using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Cdk.Tests.Support;

/// <summary>
/// A stage made into templates, once for all tests: the plainest one, and one that chooses all there is.
/// </summary>
public sealed class Stage
{
    private static readonly string[] Parts = ["Data", "Portal", "ControlPlane", "Workers", "Observability"];
    private static readonly Lazy<Stage> LazyPlain = new(() => new Stage(new StageSettings
    {
        MailFrom = "Tmux Builder <builder@example.com>",
    }));

    private static readonly Lazy<Stage> LazyFull = new(() => new Stage(new StageSettings
    {
        Stage = "tea",
        Domain = "builder.example.com",
        CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
        Origins = ["https://parent.example.com"],
        MailFrom = "tea@example.com",
        MailHost = "mail.example.com",
        MailUser = "tea",
        TenantsAccess = TenantAccess.Environment,
        SitesDomain = "sites.example.com",
        SitesCertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-666666666666",
        WorkerImage = "ami-0123456789abcdef0",
        NatGateways = 1,
        AllowHosts = ["api.example.com"],
        AlarmEmail = "ops@example.com",
    }));

    private Stage(StageSettings settings)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "stages", settings.Stage);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var part in new[] { "functions/api", "functions/sockets", "functions/sweeper", "worker" })
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
            File.WriteAllText(Path.Combine(folder, part, "bootstrap"), part);
        }

        Settings = settings;
        var artifacts = new Artifacts(
            Path.Combine(folder, "functions"),
            Path.Combine(folder, "worker"),
            Path.Combine(Checkout.Root, "scripts/worker-image"));
        var app = new App(new AppProps
        {
            Outdir = Path.Combine(folder, "out"),
            AnalyticsReporting = false,

            // As the command line hands it on.
            Context = JsonNode.Parse(Checkout.Read("cdk.json"))!["context"]!.AsObject()
                .ToDictionary(one => one.Key, one => (object)one.Value!.GetValue<bool>()),
        });
        var stacks = StageApp.Add(app, settings, artifacts, deploying: false);
        Output = app.Synth().Directory;
        Templates = Parts.ToDictionary(part => part, part => JsonNode.Parse(
            File.ReadAllText(Path.Combine(Output, $"{part}.template.json")))!.AsObject());
        Data = Template.FromStack(stacks.Data);
        Portal = Template.FromStack(stacks.Portal);
        ControlPlane = Template.FromStack(stacks.ControlPlane);
        Workers = Template.FromStack(stacks.Workers);
        Observability = Template.FromStack(stacks.Observability);
    }

    public static Stage Plain => LazyPlain.Value;

    public static Stage Full => LazyFull.Value;

    public static IEnumerable<Stage> All => [Plain, Full];

    public StageSettings Settings { get; }

    /// <summary>Where the templates lie.</summary>
    public string Output { get; }

    public IReadOnlyDictionary<string, JsonObject> Templates { get; }

    public Template Data { get; }

    public Template Portal { get; }

    public Template ControlPlane { get; }

    public Template Workers { get; }

    public Template Observability { get; }

    /// <summary>All resources of a type, in all stacks, by their names in the templates.</summary>
    public IEnumerable<(string Name, JsonObject Resource)> OfType(string type) =>
        Templates.Values.SelectMany(template => template["Resources"]!.AsObject())
            .Where(one => (string?)one.Value!["Type"] == type)
            .Select(one => (one.Key, one.Value!.AsObject()));

    public IEnumerable<Statement> RoleStatements() =>
        from policy in OfType("AWS::IAM::Policy")
        from statement in policy.Resource["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray()
        select new Statement(policy.Name, statement!.AsObject());
}
