using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>Where admins sign in: nobody by themselves, all with a second factor.</summary>
internal sealed class AdminPool : Construct
{
    private const string Group = "admins";

    public AdminPool(Construct scope, string id, StageContext stage, string publicUrl)
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
            RemovalPolicy = stage.Settings.Retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });
        _ = new CfnUserPoolGroup(this, "Admins", new CfnUserPoolGroupProps
        {
            UserPoolId = Pool.UserPoolId,
            GroupName = Group,
            Description = "May do everything in the admins' pages",
        });

        // Unique in its region, as the account is.
        Pool.AddDomain("Domain", new UserPoolDomainOptions
        {
            CognitoDomain = new CognitoDomainOptions { DomainPrefix = $"{stage.Settings.Stage}-{Aws.ACCOUNT_ID}" },
        });
        Client = Pool.AddClient("Portal", new UserPoolClientOptions
        {
            GenerateSecret = false,
            PreventUserExistenceErrors = true,
            AccessTokenValidity = Duration.Hours(1),
            IdTokenValidity = Duration.Hours(1),
            RefreshTokenValidity = Duration.Days(1),
            SupportedIdentityProviders = [UserPoolClientIdentityProvider.COGNITO],
            OAuth = new OAuthSettings
            {
                Flows = new OAuthFlows { AuthorizationCodeGrant = true, ImplicitCodeGrant = false },
                Scopes = [OAuthScope.OPENID, OAuthScope.EMAIL],
                CallbackUrls = [$"{publicUrl}/"],
                LogoutUrls = [$"{publicUrl}/"],
            },
        });
    }

    public UserPool Pool { get; }

    public UserPoolClient Client { get; }

    /// <summary>The issuer, as its tokens name it.</summary>
    public string Authority => $"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}/{Pool.UserPoolId}";
}
