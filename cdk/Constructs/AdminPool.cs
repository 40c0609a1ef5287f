using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>Who is an admin: nobody by themselves, all with a second factor. It stays with the state.</summary>
internal sealed class AdminPool : Construct
{
    private const string Group = "admins";

    public AdminPool(Construct scope, string id, StageContext stage, RemovalPolicy removal)
        : base(scope, id)
    {
        Pool = new UserPool(this, "Pool", new UserPoolProps
        {
            UserPoolName = stage.Names.Stack("admins"),
            SelfSignUpEnabled = false,
            SignInAliases = new SignInAliases { Email = true },
            SignInCaseSensitive = false,
            Mfa = Mfa.REQUIRED,
            MfaSecondFactor = new MfaSecondFactor { Otp = true, Sms = false },
            AccountRecovery = AccountRecovery.EMAIL_ONLY,
            PasswordPolicy = new PasswordPolicy
            {
                MinLength = 14,
                RequireDigits = true,
                RequireLowercase = true,
                RequireUppercase = true,
                RequireSymbols = false,
                TempPasswordValidity = Duration.Days(3),
            },
            DeletionProtection = stage.Settings.Retain,
            RemovalPolicy = removal,
        });
        var group = new CfnUserPoolGroup(this, "Admins", new CfnUserPoolGroupProps
        {
            UserPoolId = Pool.UserPoolId,
            GroupName = Group,
            Description = "May do everything in the admins' pages",
        });
        group.ApplyRemovalPolicy(removal);
    }

    public UserPool Pool { get; }
}
