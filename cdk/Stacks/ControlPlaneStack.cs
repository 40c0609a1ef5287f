using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda.EventSources;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Constructs;
using TmuxBuilder.Cdk.Constructs;

namespace TmuxBuilder.Cdk.Stacks;

/// <summary>The functions and what leads to them.</summary>
internal sealed class ControlPlaneStack : Stack
{
    // A gateway waits 29 seconds.
    private static readonly Duration Call = Duration.Seconds(29);

    public ControlPlaneStack(Construct scope, StageContext stage, DataStack data, PortalStack portal)
        : base(scope, "ControlPlane", stage.Stack("control", "Tmux Builder: functions, sign-in, schedules"))
    {
        var signIn = new AdminSignIn(this, "SignIn", stage, data.Admins.Pool, portal.PublicUrl);
        if (data.Secrets.SealingKey is not null)
        {
            _ = new TenantBoundary(this, "TenantBoundary", stage.Names);
        }

        Greetings = new DeadLetteredQueue(this, "Greetings", new DeadLetteredQueueProps
        {
            // Six times the function's, as the service asks for.
            Visibility = Duration.Seconds(6 * 29),
            Tries = 5,
            Retention = Duration.Hours(1),
        });
        var shared = StageEnvironment.Of(
            stage, data, portal.Gateways, secret => secret.SecretValue.UnsafeUnwrap());
        Api = Make("api", Call, new(shared)
        {
            ["PUBLIC_URL"] = portal.PublicUrl,
            ["ORIGIN_SECRET"] = data.Secrets.Origin.SecretValue.UnsafeUnwrap(),
            ["ADMIN_TOKEN"] = data.Secrets.AdminToken.SecretValue.UnsafeUnwrap(),
            ["OIDC_AUTHORITY"] = signIn.Authority,
            ["OIDC_CLIENT_ID"] = signIn.Client.UserPoolClientId,
            ["CORS"] = string.Join(';', stage.Settings.Origins),
            ["ONBOARDING"] = stage.Settings.Onboarding.ToString(),
        });
        Sockets = Make("sockets", Call, new(shared)
        {
            ["PUBLIC_URL"] = portal.PublicUrl,
            ["ORIGIN_SECRET"] = data.Secrets.Origin.SecretValue.UnsafeUnwrap(),
            ["CORS"] = string.Join(';', stage.Settings.Origins),
            ["GREET_QUEUE_URL"] = Greetings.Queue.QueueUrl,
        });
        Sweeper = Make("sweeper", Duration.Seconds(50), shared);
        Connect(stage, portal.Gateways);
        AllowWhatTheyDo(stage, data, portal.Gateways);

        NativeFunction Make(string name, Duration timeout, Dictionary<string, string> told) =>
            new(this, $"{char.ToUpperInvariant(name[0])}{name[1..]}", new NativeFunctionProps
            {
                Stage = stage,
                Name = name,
                Timeout = timeout,
                Settings = told,
            });
    }

    public DeadLetteredQueue Greetings { get; }

    public NativeFunction Api { get; }

    public NativeFunction Sockets { get; }

    public NativeFunction Sweeper { get; }

    private void Connect(StageContext stage, Gateways gateways)
    {
        _ = new HttpRoute(this, "ApiRoute", new HttpRouteProps
        {
            HttpApi = gateways.Http,
            RouteKey = HttpRouteKey.With("/api/{proxy+}"),
            Integration = new HttpLambdaIntegration("ApiIntegration", Api.Function),
        });
        foreach (var route in new[] { "$connect", "$default", "$disconnect" })
        {
            _ = new WebSocketRoute(this, $"Sockets{route}", new WebSocketRouteProps
            {
                WebSocketApi = gateways.Sockets,
                RouteKey = route,
                Integration = new WebSocketLambdaIntegration($"Integration{route}", Sockets.Function),
            });
        }

        Sockets.Function.AddEventSource(new SqsEventSource(Greetings.Queue, new SqsEventSourceProps
        {
            BatchSize = 10,
            ReportBatchItemFailures = true,
        }));
        _ = new Rule(this, "EveryMinute", new RuleProps
        {
            RuleName = stage.Names.Stack("sweep"),
            Schedule = Schedule.Rate(Duration.Minutes(1)),

            // The next comes in a minute: one that failed is not made up for.
            Targets = [new LambdaFunction(Sweeper.Function, new LambdaFunctionProps { RetryAttempts = 0 })],
        });
    }

    private void AllowWhatTheyDo(StageContext stage, DataStack data, Gateways gateways)
    {
        foreach (var function in new[] { Api, Sockets, Sweeper })
        {
            Rights.UseTables(function.Function, data);
            gateways.SocketStage.GrantManagementApiAccess(function.Function);
        }

        Rights.Ring(Api.Function, data);
        Rights.Ring(Sweeper.Function, data);
        Rights.UseBlobs(Api.Function, data);
        Rights.WatchSites(Sweeper.Function);
        Greetings.Queue.Grant(Sockets.Function, "sqs:SendMessage");
        if (data.Secrets.SealingKey is not null)
        {
            // A session that is deleted loses its identity before the answer; one whose time is up, with the sweep.
            Rights.KeepTenants(Api.Function, stage.Names);
            Rights.KeepTenants(Sweeper.Function, stage.Names);
        }
    }
}
