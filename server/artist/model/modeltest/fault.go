package modeltest

// A Fault is an error of a provider.
type Fault uint8

// The faults, as both providers have them.
const (
	BadKey     Fault = iota + 1 // the key is wrong
	Forbidden                   // the key may not do this
	NoCredit                    // the account has no money
	NoQuota                     // the account's budget is used up
	NoModel                     // there is no such model
	TooFast                     // too many requests
	Busy                        // overloaded
	TooLong                     // the prompt does not fit into the model
	TooLarge                    // the request has too many bytes
	BadRequest                  // the request is wrong
	Declined                    // against the provider's policy
	Broken                      // an error inside the server
	Gateway                     // a page of HTML by something in between
	TimedOut                    // by the server's own clock
)

// reply is how a fault looks on a wire.
type reply struct {
	status int
	body   string
}

// anthropicFaults are as in the API's documents, and as seen.
var anthropicFaults = map[Fault]reply{
	BadKey:     {401, `{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"req_1"}`},
	Forbidden:  {403, `{"type":"error","error":{"type":"permission_error","message":"Your API key does not have permission to use the specified resource."},"request_id":"req_1"}`},
	NoCredit:   {400, `{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."},"request_id":"req_1"}`},
	NoQuota:    {429, `{"type":"error","error":{"type":"rate_limit_error","message":"You have reached your monthly spend limit.","details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}`},
	NoModel:    {404, `{"type":"error","error":{"type":"not_found_error","message":"model: nothing-1"},"request_id":"req_1"}`},
	TooFast:    {429, `{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's rate limit of 50 requests per minute."},"request_id":"req_1"}`},
	Busy:       {529, `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}`},
	TooLong:    {400, `{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 208310 tokens > 200000 maximum"},"request_id":"req_1"}`},
	TooLarge:   {413, `{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"},"request_id":"req_1"}`},
	BadRequest: {400, `{"type":"error","error":{"type":"invalid_request_error","message":"messages.0: all messages must have non-empty content"},"request_id":"req_1"}`},
	Declined:   {400, `{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"},"request_id":"req_1"}`},
	Broken:     {500, `{"type":"error","error":{"type":"api_error","message":"Internal server error"},"request_id":"req_1"}`},
	Gateway:    {502, "<html><head><title>502 Bad Gateway</title></head></html>\n"},
	TimedOut:   {504, `{"type":"error","error":{"type":"timeout_error","message":"Request timed out"},"request_id":"req_1"}`},
}

// openaiFaults are as in the API's documents, and as seen.
var openaiFaults = map[Fault]reply{
	BadKey:     {401, `{"error":{"message":"Incorrect API key provided: sk-te********7890.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`},
	Forbidden:  {403, `{"error":{"message":"You are not allowed to sample from this model","type":"invalid_request_error","param":null,"code":null}}`},
	NoCredit:   {429, `{"error":{"message":"Your account is not active, please check your billing details on our website.","type":"billing_not_active","param":null,"code":"billing_not_active"}}`},
	NoQuota:    {429, `{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`},
	NoModel:    {404, `{"error":{"message":"The model 'nothing-1' does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`},
	TooFast:    {429, `{"error":{"message":"Rate limit reached for requests","type":"requests","param":null,"code":"rate_limit_exceeded"}}`},
	Busy:       {503, `{"error":{"message":"The engine is currently overloaded, please try again later","type":"server_error","param":null,"code":null}}`},
	TooLong:    {400, `{"error":{"message":"This model's maximum context length is 128000 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`},
	TooLarge:   {413, `{"error":{"message":"Request too large","type":"invalid_request_error","param":null,"code":null}}`},
	BadRequest: {400, `{"error":{"message":"Invalid value: 'x'.","type":"invalid_request_error","param":"messages[0].role","code":"invalid_value"}}`},
	Declined:   {400, `{"error":{"message":"Your request was rejected as a result of our safety system.","type":"invalid_request_error","param":null,"code":"content_policy_violation"}}`},
	Broken:     {500, `{"error":{"message":"The server had an error while processing your request.","type":"server_error","param":null,"code":null}}`},
	Gateway:    {502, "<html><head><title>502 Bad Gateway</title></head></html>\n"},
	TimedOut:   {504, `{"error":{"message":"timeout","type":"server_error","param":null,"code":null}}`},
}
