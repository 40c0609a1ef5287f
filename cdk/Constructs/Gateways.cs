using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// The two gateways behind the CDN, without what answers: their addresses have to be known before the CDN's is, and the
/// CDN's before functions are made, which are told it.
/// </summary>
internal sealed class Gateways : Construct
{
    /// <summary>The one stage of the WebSocket API; also the path that leads to it.</summary>
    public const string SocketsStage = "live";

    // Neither path nor query: they hold sessions' ids, which open sessions.
    private const string AccessLog =
        """{"requestId":"$context.requestId","time":"$context.requestTime","method":"$context.httpMethod","""
        + """ "status":"$context.status","bytes":"$context.responseLength","latency":"$context.responseLatency","""
        + """ "function":"$context.integrationLatency","error":"$context.integrationErrorMessage"}""";

    public Gateways(Construct scope, string id, StageContext stage)
        : base(scope, id)
    {
        Http = new HttpApi(this, "Http", new HttpApiProps
        {
            ApiName = stage.Names.Stack("api"),
            CreateDefaultStage = false,
        });
        var log = new LogGroup(this, "HttpLog", new LogGroupProps
        {
            LogGroupName = stage.Names.LogGroup("http"),
            Retention = LogRetention.All[stage.Settings.LogDays],
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var http = new HttpStage(this, "HttpStage", new HttpStageProps
        {
            HttpApi = Http,
            StageName = "$default",
            AutoDeploy = true,
            Throttle = new ThrottleSettings { RateLimit = 500, BurstLimit = 1000 },
        });
        ((CfnStage)http.Node.DefaultChild!).AccessLogSettings = new CfnStage.AccessLogSettingsProperty
        {
            DestinationArn = log.LogGroupArn,
            Format = AccessLog,
        };

        // No access log: it would need a role for all gateways of the account, and the function says who connects.
        Sockets = new WebSocketApi(this, "Sockets", new WebSocketApiProps
        {
            ApiName = stage.Names.Stack("sockets"),
            RouteSelectionExpression = "$request.body.action",
        });
        SocketStage = new WebSocketStage(this, "SocketStage", new WebSocketStageProps
        {
            WebSocketApi = Sockets,
            StageName = SocketsStage,
            AutoDeploy = true,
            Throttle = new ThrottleSettings { RateLimit = 500, BurstLimit = 1000 },
        });
    }

    public HttpApi Http { get; }

    public WebSocketApi Sockets { get; }

    public WebSocketStage SocketStage { get; }

    public string HttpHost => HostOf(Http.ApiId);

    public string SocketsHost => HostOf(Sockets.ApiId);

    /// <summary>Where connections are posted to.</summary>
    public string SocketsEndpoint => $"https://{SocketsHost}/{SocketsStage}";

    private static string HostOf(string api) => $"{api}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}";
}
