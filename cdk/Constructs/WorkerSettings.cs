using System.Globalization;
using Amazon.CDK.AWS.SSM;
using Constructs;
using TmuxBuilder.Cdk.Stacks;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// What workers read in Parameter Store when they start. A secret's parameter says where the secret is.
/// </summary>
internal sealed class WorkerSettings : Construct
{
    public WorkerSettings(Construct scope, string id, StageContext stage, DataStack data, Gateways gateways)
        : base(scope, id)
    {
        var (settings, names) = (stage.Settings, stage.Names);
        var told = StageEnvironment.Of(stage, data, gateways, secret =>
            secret == data.Secrets.MailPassword ? Reference("mail-password") : Reference("sealing-key"));
        told["AGENT"] = settings.Agent;
        told["AGENTS"] = settings.AgentsPerWorker.ToString(CultureInfo.InvariantCulture);
        told["CLAUDE_MODEL"] = settings.ClaudeModel;
        told["ALLOW_HOSTS"] = string.Join(';', settings.AllowHosts);
        if (data.Secrets.ModelKey is not null)
        {
            told["MODEL_KEY"] = Reference("model-key");
        }

        foreach (var (name, value) in told.Where(one => one.Value.Length > 0))
        {
            _ = new StringParameter(this, name, new StringParameterProps
            {
                ParameterName = $"{names.SettingsPath}/{name}",
                StringValue = value,
            });
        }

        string Reference(string secret) => $"/aws/reference/secretsmanager/{names.Secret(secret)}";
    }
}
