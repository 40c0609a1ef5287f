using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// The stage's secrets. Two are drawn here; the others are empty until <c>./deploy</c> is given them, and only those
/// that the stage's settings ask for are made.
/// </summary>
internal sealed class StageSecrets : Construct
{
    private const int Length = 48;

    public StageSecrets(Construct scope, string id, StageContext stage, RemovalPolicy removal)
        : base(scope, id)
    {
        var (settings, names) = (stage.Settings, stage.Names);
        Origin = Drawn("Origin", "origin", "What the CDN shows to be the CDN");
        AdminToken = Drawn("AdminToken", "admin-token", "The first way in for admins");
        MailPassword = settings.MailUser.Length > 0 ? Given("MailPassword", "mail-password", "The mail server's") : null;
        ModelKey = settings.Agent == "claude" ? Given("ModelKey", "model-key", "The key of the model's API") : null;
        SealingKey = settings.TenantsAccess == TenantAccess.None
            ? null
            : Given("SealingKey", "sealing-key", "Seals keys of sessions' identities: 32 random bytes in base64");

        Secret Drawn(string part, string name, string description) => new(this, part, new SecretProps
        {
            SecretName = names.Secret(name),
            Description = description,
            RemovalPolicy = removal,
            GenerateSecretString = new SecretStringGenerator { PasswordLength = Length, ExcludePunctuation = true },
        });

        ISecret Given(string part, string name, string description)
        {
            var empty = new CfnSecret(this, part, new CfnSecretProps
            {
                Name = names.Secret(name),
                Description = description,
            });
            empty.ApplyRemovalPolicy(removal);
            return Secret.FromSecretAttributes(
                this, $"{part}Value", new SecretAttributes { SecretCompleteArn = empty.Ref });
        }
    }

    public ISecret Origin { get; }

    public ISecret AdminToken { get; }

    public ISecret? MailPassword { get; }

    public ISecret? ModelKey { get; }

    public ISecret? SealingKey { get; }
}
