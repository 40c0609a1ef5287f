function handler(event) {
    var response = event.response;
    var embed = event.request.querystring.embed;
    // Only a session that is asked for as a part of another page may be in a frame, and only of the pages that were named.
    var ancestors = embed && embed.value === 'true' ? '%ANCESTORS%' : "'none'";
    response.headers['content-security-policy'] = { value: "%POLICY% frame-ancestors " + ancestors };
    return response;
}
