using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>The pages at which admins sign in, and the portal that they come from and go back to.</summary>
internal sealed class AdminSignIn : Construct
{
    public AdminSignIn(Construct scope, string id, StageContext stage, UserPool pool, string publicUrl)
        : base(scope, id)
    {
        // Unique in its region, as the account is.
        _ = new UserPoolDomain(this, "Domain", new UserPoolDomainProps
        {
            UserPool = pool,
            CognitoDomain = new CognitoDomainOptions { DomainPrefix = $"{stage.Settings.Stage}-{Aws.ACCOUNT_ID}" },
        });
        Client = new UserPoolClient(this, "Portal", new UserPoolClientProps
        {
            UserPool = pool,
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
        Authority = $"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}/{pool.UserPoolId}";
    }

    public UserPoolClient Client { get; }

    /// <summary>The issuer, as its tokens name it.</summary>
    public string Authority { get; }
}
