using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using TmuxBuilder.AwsSettings;

namespace TmuxBuilder.Cdk.Constructs;

internal sealed record NativeFunctionProps
{
    public required StageContext Stage { get; init; }

    /// <summary>The folder of <c>artifacts/functions</c>.</summary>
    public required string Name { get; init; }

    public required Duration Timeout { get; init; }

    /// <summary>Settings by name, without their prefix.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}

/// <summary>One of the product's functions: a native file, its log, and a role that may write it and nothing else.</summary>
internal sealed class NativeFunction : Construct
{
    private const int MemoryMb = 512;

    public NativeFunction(Construct scope, string id, NativeFunctionProps props)
        : base(scope, id)
    {
        Log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = props.Stage.Names.LogGroup(props.Name),
            Retention = LogRetention.All[props.Stage.Settings.LogDays],
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
        });
        Log.Grant(role, "logs:CreateLogStream", "logs:PutLogEvents");
        var told = props.Settings.ToDictionary(one => SettingReader.Prefix + one.Key, one => one.Value);

        // With AWS's own five roots alone, the first call over TLS reads five certificates.
        told["SSL_CERT_FILE"] = "/var/task/amazon-roots.pem";
        told["SSL_CERT_DIR"] = "/var/task/none";
        Function = new Function(this, "Function", new FunctionProps
        {
            // A new revision reads the secrets anew.
            Description = $"Tmux Builder {props.Name} (secrets {props.Stage.Settings.SecretsRevision})",
            Runtime = Runtime.PROVIDED_AL2023,
            Architecture = Architecture.X86_64,
            Handler = "bootstrap",
            Code = Code.FromAsset(props.Stage.Artifacts.Function(props.Name)),
            MemorySize = MemoryMb,
            Timeout = props.Timeout,
            Role = role,
            LogGroup = Log,
            Environment = told,
        });
    }

    public Function Function { get; }

    public LogGroup Log { get; }
}
